/**
 * Reads `*.case.md`: one case for each `##` heading, in fenced blocks that README.md describes.
 * A file that does not follow the format is an error, so that no case is skipped in silence.
 */
export interface LanguageCase {
  readonly title: string;
  readonly line: number;
  /** A whole document, or the rules of one under a standard heading. */
  readonly source: { readonly kind: "document" | "kpi"; readonly text: string };
  /** In the order of the text; a case without the block expects none. */
  readonly findings: readonly ExpectedFinding[];
  readonly values?: ExpectedValues;
}

export interface ExpectedFinding {
  /** `line:column-line:column`, from 1, within the source of the case; the end is exclusive. */
  readonly place: string;
  readonly code: string;
  readonly message: string;
  readonly witness?: string;
  /** What each quick fix puts in place. */
  readonly fixes: readonly string[];
}

export interface ExpectedValues {
  readonly given: readonly string[];
  readonly outputs: readonly string[];
  readonly rows: readonly { readonly given: readonly string[]; readonly outputs: readonly string[] }[];
}

const FENCE = /^(`{3,})(document|kpi|findings|values)$/;

export function readCases(text: string): LanguageCase[] {
  const lines = text.split("\n");
  const cases: LanguageCase[] = [];
  let at = 0;
  while (at < lines.length) {
    const heading = /^## (.+)$/.exec(lines[at] ?? "");
    at += 1;
    if (heading?.[1] === undefined) continue;
    const line = at;
    const blocks = new Map<string, string>();
    while (at < lines.length && !lines[at]?.startsWith("## ")) {
      const fence = FENCE.exec(lines[at] ?? "");
      at += 1;
      if (!fence) continue;
      const [, ticks = "", kind = ""] = fence;
      const end = lines.indexOf(ticks, at);
      if (end < 0) throw new Error(`line ${at}: the block "${kind}" is not closed`);
      if (blocks.has(kind)) throw new Error(`line ${at}: a second block "${kind}"`);
      blocks.set(
        kind,
        lines
          .slice(at, end)
          .map((one) => `${one}\n`)
          .join(""),
      );
      at = end + 1;
    }
    cases.push(caseOf(heading[1], line, blocks));
  }
  return cases;
}

function caseOf(title: string, line: number, blocks: ReadonlyMap<string, string>): LanguageCase {
  const [document, kpi] = [blocks.get("document"), blocks.get("kpi")];
  if ((document === undefined) === (kpi === undefined)) {
    throw new Error(`line ${line}: "${title}" needs a block "document" or "kpi", and not both`);
  }
  const values = blocks.get("values");
  return {
    title,
    line,
    source: { kind: kpi === undefined ? "document" : "kpi", text: decode(kpi ?? document ?? "") },
    findings: readFindings(blocks.get("findings") ?? ""),
    ...(values !== undefined && { values: readValues(values) }),
  };
}

/** `␍` and `\u{200B}` stand for what an editor would lose or nobody could see. */
const decode = (text: string): string =>
  text
    .replace(/␍\n?/g, (mark) => (mark.length > 1 ? "\r\n" : "\r"))
    .replace(/\\u\{([0-9A-F]+)\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/…×(\d+)\((.+?)\)/g, (_, times: string, part: string) => part.repeat(Number(times)));

function readFindings(text: string): ExpectedFinding[] {
  const findings: ExpectedFinding[] = [];
  for (const line of text.split("\n").filter((one) => one !== "")) {
    const detail = /^ {2}(witness|fix) (.*)$/.exec(line);
    const last = findings.at(-1);
    if (detail && last) {
      const [, kind, what = ""] = detail;
      findings[findings.length - 1] =
        kind === "fix" ? { ...last, fixes: [...last.fixes, what] } : { ...last, witness: what };
      continue;
    }
    const match = /^(\d+:\d+-\d+:\d+) (\S+) "(.*)"$/.exec(line);
    if (!match) throw new Error(`cannot read the expected finding ${line}`);
    const [, place = "", code = "", message = ""] = match;
    findings.push({ place, code, message, fixes: [] });
  }
  return findings;
}

function readValues(text: string): ExpectedValues {
  const cells = (line: string): string[] =>
    line
      .replace(/^\||\|$/g, "")
      .split("|")
      .map((cell) => cell.trim());
  const [header = "", ...rows] = text.trimEnd().split("\n");
  const columns = cells(header);
  const first = columns.findIndex((column) => column.startsWith("=>"));
  const given = first < 0 ? columns : columns.slice(0, first);
  return {
    given: given.filter((column) => column !== ""),
    outputs: columns.slice(given.length).map((column) => column.replace(/^=>\s*/, "")),
    rows: rows.map((row) => ({
      given: cells(row).slice(0, given.length),
      outputs: cells(row).slice(given.length),
    })),
  };
}
