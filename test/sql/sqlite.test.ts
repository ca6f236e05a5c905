import { allOf } from "./suites/all.ts";

allOf("sqlite");
