import { type Compilation, compareVersions, compile, type Diagnostic, findPersonalNames } from "../../engine/index.ts";
import { readAgentMonths } from "../data/agent-months.ts";
import { UserError } from "../user-error.ts";
import { readBytes } from "./files.ts";
import { LARGEST_DATA } from "./load-data.ts";
import { readScheme } from "./read-scheme.ts";

/**
 * The weights and bands that the scheme changes against an older version of it.
 *
 * @throws UserError where the file cannot be read or holds no version of the scheme
 */
export function checkAgainstVersion(newer: Compilation, path: string): Diagnostic[] {
  const older = compile(readScheme(path), newer.catalogue, newer.institutions);
  const [is, was] = [newer.program.header.scheme, older.program.header.scheme];
  if (is !== was) {
    const [zh, en] =
      was === "" ? ["这不是方案", "this is no scheme"] : [`这是方案“${was}”`, `this is the scheme "${was}"`];
    throw new UserError({
      zh: `${path}：${zh}，不是“${is}”的另一个版本；--against 只能与同一方案比较`,
      en: `${path}: ${en} and no version of "${is}"; --against compares versions of one scheme`,
    });
  }
  return compareVersions(newer, older);
}

/** The English key of the metric that holds what people are called. */
const NAME = "name";

/**
 * Where the scheme names people of the data.
 *
 * @throws UserError where the file cannot be read or does not say what people are called
 */
export function checkAgainstPeople(scheme: Compilation, path: string): Diagnostic[] {
  const metric = scheme.catalogue.find(NAME)?.name ?? NAME;
  const { columns, rows } = readAgentMonths(readBytes(path, LARGEST_DATA), scheme.catalogue, new Set([metric]), path);
  if (!columns.metrics.has(metric)) {
    throw new UserError({
      zh: `${path}：没有“${metric}”一列，无法核对方案里是否写了员工姓名`,
      en: `${path}: there is no column "${metric}", so nobody can tell whether the scheme names an employee`,
    });
  }
  const names = rows.map(({ values }) => values.get(metric)).filter((value) => typeof value === "string");
  return findPersonalNames(scheme, names);
}
