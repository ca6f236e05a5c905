import { DIALECTS, type DialectName, type Language, LineIndex, type SqlRefusal, toSql } from "../../engine/index.ts";
import { UserError } from "../user-error.ts";
import type { Command } from "./command.ts";
import { deliver } from "./deliver.ts";
import { loadRunnable } from "./load-scheme.ts";
import { METRICS_OPTION, OUT_OPTION, SET_OPTION } from "./shared-options.ts";

const TABLE = "agent_months";

export const sql: Command = {
  synopsis:
    "FILE --dialect sqlite|postgres|duckdb|clickhouse [--table NAME] [--errors first|each] [--set ADDRESS=VALUE]… [--out FILE] [--metrics FILE]",
  summary: { zh: "把方案写成一条数据库查询", en: "write a scheme as one query for a database" },
  files: { least: 1, most: 1 },
  options: {
    dialect: {
      value: DIALECTS.join("|"),
      oneOf: DIALECTS,
      required: true,
      summary: { zh: "哪种数据库", en: "which database it is for" },
    },
    table: {
      value: "NAME",
      summary: {
        zh: `各员工各月指标所在的表，可写 模式.表；默认 ${TABLE}`,
        en: `the table of the agents' metrics by month, or SCHEMA.TABLE; default ${TABLE}`,
      },
    },
    errors: {
      value: "first|each",
      oneOf: ["first", "each"],
      summary: {
        zh: "每行只给第一个错误（同 run），或每个结果各给自己的",
        en: "the first error of a row, as run gives it, or each result's own",
      },
    },
    set: SET_OPTION,
    out: OUT_OPTION,
    metrics: METRICS_OPTION,
  },
  run(args) {
    const [path = ""] = args.files;
    const { program, text } = loadRunnable(args);
    const dialect = DIALECTS.find((known) => known === args.option("dialect")) ?? "sqlite";
    const errors = args.option("errors") === "each" ? "each" : "first";
    const result = toSql(program, dialect, { table: args.option("table") ?? TABLE, errors });
    if (result.kind === "refused") throw refused(result.refusals, dialect, path, text);
    deliver(result.text, args.option("out"));
    return 0;
  },
};

/** What the database cannot compute, each with its line and clause. */
function refused(refusals: readonly SqlRefusal[], dialect: DialectName, path: string, text: string): UserError {
  const index = new LineIndex(text);
  const list = (language: Language): string =>
    refusals
      .map(({ name, clause, span, reason }) => {
        const place = span ? `${path}:${index.positionAt(span.start).line}` : path;
        const heading = clause ? ` (${[clause.number, clause.title].filter((part) => part !== "").join(" ")})` : "";
        return `${place}: ${name}${heading}: ${reason[language]}`;
      })
      .join("\n");
  return new UserError({
    zh: `${dialect} 不能精确计算这个方案：\n${list("zh")}`,
    en: `${dialect} cannot compute the scheme exactly:\n${list("en")}`,
  });
}
