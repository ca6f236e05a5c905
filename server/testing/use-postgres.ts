/** Vitest's global set-up for the tests that run on PostgreSQL too: one server for all of them. */
import { type PostgresServer, startPostgres } from "./postgres-server.ts";

let server: PostgresServer | undefined;

export async function setup(): Promise<void> {
  server = await startPostgres();
  process.env.PLUMBLINE_TEST_POSTGRES = server.url;
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
