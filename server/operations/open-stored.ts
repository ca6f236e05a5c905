import { existsSync } from "node:fs";
import { join } from "node:path";
import { type DatabaseAddress, readSettings } from "../settings.ts";
import { chooseDatabase } from "../store/choose-database.ts";
import { DATABASE } from "../store/sqlite.ts";
import { Store } from "../store/store.ts";
import { UserError } from "../user-error.ts";

/**
 * The store that the server of this environment works with, which may be running; its tables are left as they are.
 * @throws UserError where there is none, or it is of another release
 */
export function openStored(env: Readonly<Record<string, string | undefined>>): Promise<Store> {
  const address = readSettings(env);
  assertThere(address);
  return Store.openAsItIs(chooseDatabase(address));
}

/** Opening it would make it. */
function assertThere({ dataDir, databaseUrl }: DatabaseAddress): void {
  if (databaseUrl !== undefined || existsSync(join(dataDir, DATABASE))) return;
  throw new UserError({
    zh: `${dataDir} 里没有数据库；请用 DATA_DIR 或 DATABASE_URL 指定`,
    en: `there is no database in ${dataDir}; name it by DATA_DIR or DATABASE_URL`,
  });
}
