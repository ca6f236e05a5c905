import Type from "typebox";
import { RUN_PARTS } from "../../exports/run-part.ts";
import { closed, Id } from "./common.ts";

const Language = Type.Enum(["zh", "en"], { description: "`zh` where absent" });

export const ByRunAndAgent = Type.Object({ id: Id, agent: Type.String({ minLength: 1, maxLength: 64 }) }, closed);

export const LanguageQuery = Type.Object({ language: Type.Optional(Language) }, closed);

export const RunExportQuery = Type.Object(
  {
    format: Type.Enum(["xlsx", "csv"]),
    part: Type.Optional(Type.Enum([...RUN_PARTS], { description: "Of a CSV file: which table; `lines` where absent" })),
    language: Type.Optional(Language),
  },
  closed,
);
