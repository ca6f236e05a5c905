import { resolve } from "node:path";
import { UserError } from "./user-error.ts";

export interface Settings {
  /** Where the server listens on 127.0.0.1; 0 lets the system choose. */
  readonly port: number;
  /** The folder that holds the database. */
  readonly dataDir: string;
}

const DEFAULT_PORT = 3000;
const HIGHEST_PORT = 65_535;

/**
 * Reads `PORT` and `DATA_DIR`; blank counts as absent.
 * @throws UserError for a port that is none
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const written = env.PORT?.trim() || String(DEFAULT_PORT);
  const port = Number(written);
  if (!/^\d+$/.test(written) || port > HIGHEST_PORT) {
    throw new UserError({
      zh: `PORT 应为 0 到 ${HIGHEST_PORT} 的整数，不能是“${written}”`,
      en: `PORT must be a whole number from 0 to ${HIGHEST_PORT}, not "${written}"`,
    });
  }
  return { port, dataDir: resolve(env.DATA_DIR?.trim() || "data") };
}
