import { readSettings } from "./settings.ts";
import { type RunningServer, start } from "./start.ts";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;
const UNCAUGHT = ["uncaughtException", "unhandledRejection"] as const;

/**
 * Runs the server as this process does: settings from the environment, the address on standard
 * output, a graceful stop on SIGTERM and SIGINT; a second signal ends it at once. What nothing has caught is logged and
 * ends it too, gracefully and with 1: nobody knows what state it has left behind.
 * @throws UserError where a setting is wrong, the port taken or the database unusable
 */
export async function serve(): Promise<RunningServer> {
  const settings = readSettings(process.env);
  const server = await start(settings);
  const stop = async (code: 0 | 1): Promise<void> => {
    for (const signal of SIGNALS) process.once(signal, () => process.exit(1));
    await server.stop();
    process.exit(code);
  };
  for (const signal of SIGNALS) process.once(signal, () => void stop(0));
  let failed = false;
  for (const event of UNCAUGHT) {
    process.on(event, (thrown: unknown) => {
      server.fault(thrown);
      // One that comes while it stops is logged, and changes nothing.
      if (!failed) stop(1).catch(() => process.exit(1));
      failed = true;
    });
  }
  const where = settings.databaseUrl === undefined ? `DATA_DIR ${settings.dataDir}` : "DATABASE_URL";
  console.log(`准绳 Plumbline: ${server.url}  (${where})`);
  if (server.setUpUrl) console.log(`管理员 First administrator: ${server.setUpUrl}`);
  return server;
}
