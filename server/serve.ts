import { readSettings } from "./settings.ts";
import { type RunningServer, start } from "./start.ts";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/**
 * Runs the server as this process does: settings from the environment, the address on standard
 * output, a graceful stop on SIGTERM and SIGINT; a second signal ends it at once.
 * @throws UserError where a setting is wrong, the port taken or the database unusable
 */
export async function serve(): Promise<RunningServer> {
  const settings = readSettings(process.env);
  const server = await start(settings);
  const stop = async (): Promise<void> => {
    for (const signal of SIGNALS) process.once(signal, () => process.exit(1));
    await server.stop();
    process.exit(0);
  };
  for (const signal of SIGNALS) process.once(signal, () => void stop());
  const where = settings.databaseUrl === undefined ? `DATA_DIR ${settings.dataDir}` : "DATABASE_URL";
  console.log(`准绳 Plumbline: ${server.url}  (${where})`);
  if (server.setUpUrl) console.log(`管理员 First administrator: ${server.setUpUrl}`);
  return server;
}
