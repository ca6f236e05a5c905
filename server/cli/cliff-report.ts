import {
  type AgentMonth,
  type Cliff,
  type Cliffs,
  type Edge,
  edgeText,
  exactText,
  isMoney,
  isRowError,
  type Language,
  LineIndex,
  type Program,
  type Side,
  showValue,
  type Value,
} from "../../engine/index.ts";

/** The pay cliffs of one scheme. */
export interface CliffReport extends Cliffs {
  readonly path: string;
  readonly text: string;
  readonly program: Program;
}

// ── text ─────────────────────────────────────────────────────────────────────────────────────────

const WORDS = {
  zh: {
    title: (edges: number) => `跳升点：${edges} 处档位边界，按跳幅从大到小排列`,
    none: "没有跳升点",
    earlier: "（以前各月）",
    example: (label: string, line: number) => `其余数字取自第 ${line} 行的示例${label && `“${label}”`}`,
    sample: "其余数字由检查代选",
    unknown: (edges: string) => `跨过这些边界时没有算出结果，未列入：${edges}`,
    grades: (jump: string) => `${jump} 级`,
    separator: "，",
  },
  en: {
    title: (edges: number) => `pay cliffs at ${edges} edge${edges === 1 ? "" : "s"}, the largest jump first`,
    none: "no pay cliffs",
    earlier: " in the earlier months",
    example: (label: string, line: number) =>
      `other figures as in the example ${label && `"${label}" `}of line ${line}`,
    sample: "other figures chosen by the check",
    unknown: (edges: string) =>
      `nothing could be computed on both sides of these edges, so they are left out: ${edges}`,
    grades: (jump: string) => `${jump} grade${/^[+-]1$/.test(jump) ? "" : "s"}`,
    separator: ", ",
  },
} as const;

/** Edge by edge, each with every output that jumps there. */
export function describeCliffs(report: CliffReport, language: Language): string {
  const words = WORDS[language];
  const { path, cliffs, unknown } = report;
  // The cliffs are ranked, and the groups come in the order of their first.
  const edges = [...Map.groupBy(cliffs, ({ edge }) => edge).values()];
  const title = edges.length === 0 ? words.none : words.title(edges.length);
  return [
    `${path}: ${title}`,
    ...edges.flatMap((ofEdge, at) => describeEdge(report, ofEdge, at + 1, language)),
    ...(unknown.length > 0 ? [words.unknown([...new Set(unknown.map(edgeText))].join("; "))] : []),
  ].join("\n");
}

function describeEdge(report: CliffReport, cliffs: readonly Cliff[], number: number, language: Language): string[] {
  const [first] = cliffs;
  if (!first) return [];
  const { edge } = first;
  const { line } = new LineIndex(report.text).positionAt(edge.span.start);
  const clause = `${edge.clause.number} ${edge.clause.title}`.trim();
  return [
    `${String(number).padStart(3)}. ${edge.address ?? edgeText(edge)}`,
    `     ${report.path}:${line} ${clause}`,
    ...[...Map.groupBy(cliffs, situationOf(report, language))].flatMap(([situation, alike]) => [
      `     ${situation}`,
      ...alike.map((cliff) => `       ${describeJump(report, cliff, language)}`),
    ]),
  ];
}

/** What moves, and where all other figures come from. */
const situationOf =
  ({ text, program }: CliffReport, language: Language) =>
  ({ edge, figure, months, below, above, example }: Cliff): string => {
    const words = WORDS[language];
    const { catalogue } = program;
    const type = catalogue.metrics.get(figure)?.type;
    const shown = (value: Value): string => (type ? showValue(value, type, { unit: false }) : exactText(value));
    const tested = (value: Value | undefined): string =>
      value === undefined ? "—" : showValue(value, edge.subject.type, { unit: false });
    const subject = edge.subject.kind === "reference" ? edge.subject.name : undefined;
    const step = `${figure} ${shown(below.figure)} → ${shown(above.figure)}${months === "earlier" ? words.earlier : ""}`;
    const computed =
      subject && subject !== figure ? [`${subject} ${tested(below.tested)} → ${tested(above.tested)}`] : [];
    const source = example
      ? words.example(example.label ?? "", new LineIndex(text).positionAt(example.span.start).line)
      : words.sample;
    return [step, ...computed, source].join(words.separator);
  };

function describeJump({ program }: CliffReport, { output, below, above, jump }: Cliff, language: Language): string {
  const { currency } = program.header;
  const shown = (value: Value): string => showValue(value, output.type, { decimals: output.shown, currency });
  const change =
    output.type.kind === "choice"
      ? exactText(jump)
      : showValue(jump, output.type, { currency, decimals: output.shown });
  const signed = change.startsWith("-") ? change : `+${change}`;
  const size = output.type.kind === "choice" ? WORDS[language].grades(signed) : signed;
  return `${output.name}  ${size}  (${shown(below.result)} → ${shown(above.result)})`;
}

// ── JSON ─────────────────────────────────────────────────────────────────────────────────────────

/** One entry for each output at each edge, ranked; figures are exact. */
export function cliffsAsJson({ path, text, program, cliffs }: CliffReport): object[] {
  const lines = new LineIndex(text);
  return cliffs.map(({ output, edge, figure, months, below, above, jump, example }) => ({
    file: path,
    output: output.name,
    kind: output.type.kind === "choice" ? "grade" : isMoney(output.type, program.header.currency) ? "money" : "number",
    jump: exactText(jump),
    ...edgeAsJson(edge, lines),
    input: figure,
    months,
    below: sideAsJson(below),
    above: sideAsJson(above),
    ...(example && {
      example: {
        ...(example.label !== undefined && { label: example.label }),
        line: lines.positionAt(example.span.start).line,
      },
    }),
  }));
}

export const unknownAsJson = ({ path, text, unknown }: CliffReport): object[] =>
  unknown.map((edge) => ({ file: path, ...edgeAsJson(edge, new LineIndex(text)) }));

const edgeAsJson = (edge: Edge, lines: LineIndex): object => ({
  edge: edge.address ?? null,
  isAbove: edgeText(edge),
  clause: edge.clause.number,
  position: lines.positionAt(edge.span.start),
});

const sideAsJson = ({ figure, tested, result, at, others }: Side): object => ({
  input: exactText(figure),
  ...(tested !== undefined && { tested: exactText(tested) }),
  result: exactText(result),
  month: at.month,
  inputs: inputsAsJson(at),
  others: others.map((row) => ({ agent: row.agent, month: row.month, inputs: inputsAsJson(row) })),
});

const inputsAsJson = ({ values }: AgentMonth): object =>
  Object.fromEntries([...values].flatMap(([name, value]) => (isRowError(value) ? [] : [[name, exactText(value)]])));
