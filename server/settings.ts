import { resolve } from "node:path";
import { LOG_LEVELS, type LogLevel } from "./operations/log.ts";
import { UserError } from "./user-error.ts";

export interface Settings {
  /** Where the server listens; 0 lets the system choose. */
  readonly port: number;
  /** The address it listens on: this machine only, unless `HOST` says otherwise. */
  readonly host: string;
  /** Under which users reach the server (`https://pay.example.com`), where that is not this machine. */
  readonly publicUrl?: string;
  /** The folder that holds the SQLite database. */
  readonly dataDir: string;
  /** `postgres://…`; absent for SQLite. */
  readonly databaseUrl?: string;
  /** No sample company, no accounts of it. */
  readonly production: boolean;
  readonly logLevel: LogLevel;
  /** With which `/metrics` is read; absent: not at all. */
  readonly metricsToken?: string;
}

/** Where the database is. */
export type DatabaseAddress = Pick<Settings, "dataDir" | "databaseUrl">;

const DEFAULT_PORT = 3000;
const HIGHEST_PORT = 65_535;
const THIS_MACHINE = "127.0.0.1";
const SHORTEST_TOKEN = 16;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `PORT`, `HOST`, `PUBLIC_URL`, `DATA_DIR`, `DATABASE_URL`, `NODE_ENV`, `LOG_LEVEL` and `METRICS_TOKEN`;
 * blank counts as absent.
 * @throws UserError for what cannot be meant, naming the variable
 */
export function readSettings(env: Environment): Settings {
  const production = env.NODE_ENV?.trim() === "production";
  const databaseUrl = readDatabaseUrl(env);
  const publicUrl = readPublicUrl(env);
  const metricsToken = readMetricsToken(env);
  return {
    port: readPort(env),
    host: env.HOST?.trim() || THIS_MACHINE,
    ...(publicUrl !== undefined && { publicUrl }),
    dataDir: resolve(env.DATA_DIR?.trim() || "data"),
    ...(databaseUrl !== undefined && { databaseUrl }),
    production,
    logLevel: readLogLevel(env, production),
    ...(metricsToken !== undefined && { metricsToken }),
  };
}

function readPort({ PORT }: Environment): number {
  const written = PORT?.trim() || String(DEFAULT_PORT);
  const port = Number(written);
  if (/^\d+$/.test(written) && port <= HIGHEST_PORT) return port;
  throw new UserError({
    zh: `PORT 应为 0 到 ${HIGHEST_PORT} 的整数，不能是“${written}”`,
    en: `PORT must be a whole number from 0 to ${HIGHEST_PORT}, not "${written}"`,
  });
}

function readPublicUrl({ PUBLIC_URL }: Environment): string | undefined {
  const written = PUBLIC_URL?.trim();
  if (!written) return undefined;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href) return url.origin;
  throw new UserError({
    zh: `PUBLIC_URL 应像 https://pay.example.com，不带路径，不能是“${written}”`,
    en: `PUBLIC_URL must look like https://pay.example.com, without a path, not "${written}"`,
  });
}

function readDatabaseUrl({ DATABASE_URL }: Environment): string | undefined {
  const written = DATABASE_URL?.trim();
  if (!written) return undefined;
  if (/^postgres(ql)?:\/\//.test(written)) return written;
  // Not quoted: it holds a password.
  throw new UserError({
    zh: "DATABASE_URL 应以 postgres:// 开头；不设则用 DATA_DIR 里的 SQLite",
    en: "DATABASE_URL must begin with postgres://; without it SQLite in DATA_DIR is used",
  });
}

/** On somebody's own machine only what is wrong is worth a line; a service keeps every request. */
function readLogLevel({ LOG_LEVEL }: Environment, production: boolean): LogLevel {
  const written = LOG_LEVEL?.trim() || (production ? "info" : "warn");
  const level = LOG_LEVELS.find((known) => known === written);
  if (level) return level;
  const known = LOG_LEVELS.join(", ");
  throw new UserError({
    zh: `LOG_LEVEL 不能是“${written}”，可用：${known}`,
    en: `LOG_LEVEL cannot be "${written}"; it is one of ${known}`,
  });
}

function readMetricsToken({ METRICS_TOKEN }: Environment): string | undefined {
  const written = METRICS_TOKEN?.trim();
  if (!written || written.length >= SHORTEST_TOKEN) return written || undefined;
  throw new UserError({
    zh: `METRICS_TOKEN 至少要 ${SHORTEST_TOKEN} 个字符，可用 openssl rand -hex 16 生成`,
    en: `METRICS_TOKEN needs at least ${SHORTEST_TOKEN} characters; openssl rand -hex 16 makes one`,
  });
}
