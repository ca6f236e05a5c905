import { afterAll, beforeAll, describe } from "vitest";
import type { DialectName } from "../../../engine/sql/dialect.ts";
import type { Database } from "../databases/database.ts";
import { openDatabase } from "../databases/open.ts";
import { arithmetic } from "./arithmetic.ts";
import { cells } from "./cells.ts";
import { generatedSchemes } from "./generated.ts";
import { names } from "./names.ts";
import { shippedSchemes } from "./shipped.ts";

/** All that a database must agree in, on the real one. */
export function allOf(dialect: DialectName): void {
  let open: Database | undefined;
  beforeAll(async () => {
    open = await openDatabase(dialect);
  });
  afterAll(async () => {
    await open?.close();
  });
  const database = (): Database => {
    if (!open) throw new Error("the database is not open");
    return open;
  };
  describe("arithmetic", () => arithmetic(dialect, database));
  describe("cells", () => cells(dialect, database));
  describe("names", () => names(dialect, database));
  describe("shipped schemes", () => shippedSchemes(dialect, database));
  describe("generated schemes", () => generatedSchemes(dialect, database));
}
