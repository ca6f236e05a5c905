import type { Migration } from "kysely/migration";
import * as schemesAndData from "./0001-schemes-and-data.ts";
import * as institutions from "./0002-institutions.ts";

/** In the order of their numbers. One that has run anywhere is never edited; a change is a new one. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-schemes-and-data": schemesAndData,
  "0002-institutions": institutions,
};
