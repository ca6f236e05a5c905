/** Whole schemes that the checker can read: every name, type and unit is right, all constructs occur. */
import type { Catalogue, Metric } from "../catalogue/metric.ts";
import type { Chance } from "./chance.ts";
import {
  DATES,
  ExpressionGenerator,
  type ExpressionOptions,
  isSame,
  type Known,
  type Sort,
  sortOf,
  TEXTS,
  TRUTH,
} from "./generate-expression.ts";

export interface SchemeOptions extends ExpressionOptions {
  /**
   * Tables without gaps and overlaps and exceptions that exclude one another, so that most schemes
   * have no error at all; without, these happen at random, and such a scheme is for evaluators only.
   */
  readonly careful: boolean;
  /** About how many statements, params and inputs aside. */
  readonly statements: number;
}

const DEFAULTS: SchemeOptions = { careful: false, windows: true, peers: true, unguarded: true, statements: 8 };

export interface GeneratedScheme {
  readonly text: string;
  /** What the text is made of, to leave parts out of a scheme that shows a fault; see `reduceScheme`. */
  readonly statements: readonly string[];
}

/** The document that holds the statements. */
export function documentOf(statements: readonly string[]): string {
  const header = "---\nscheme: generated\ntitle: 生成的方案\nversion: draft\nperiod: month\ncurrency: CNY\n---\n";
  return `${header}\n## 一、规则\n\n\`\`\`kpi\n${statements.join("\n")}\n\`\`\`\n`;
}

export function generateScheme(
  chance: Chance,
  catalogue: Catalogue,
  options: Partial<SchemeOptions> = {},
): GeneratedScheme {
  const statements = new SchemeGenerator(chance, catalogue, { ...DEFAULTS, ...options }).statements();
  return { text: documentOf(statements), statements };
}

/** A column of a generated table: tests that hold for every value once, in parts. */
type Parts = readonly string[];

/** Best first, of two to four grades. */
const SHARES = [
  [30, 70],
  [20, 50, 30],
  [12.5, 50, 37.5],
  [10, 20, 40, 30],
] as const;

class SchemeGenerator {
  readonly #chance: Chance;
  readonly #catalogue: Catalogue;
  readonly #options: SchemeOptions;
  readonly #expressions: ExpressionGenerator;
  readonly #excepted = new Set<string>();
  readonly #actions = new Set<string>();
  /** What no exception may replace. */
  readonly #fixed = new Set<string>();
  #count = 0;

  constructor(chance: Chance, catalogue: Catalogue, options: SchemeOptions) {
    this.#chance = chance;
    this.#catalogue = catalogue;
    this.#options = options;
    this.#expressions = new ExpressionGenerator(chance, catalogue, options);
  }

  /** In any order, as a document may have them. */
  statements(): string[] {
    const made = [
      ...this.#inputs(),
      ...this.#chance.many(2, 5, () => this.#param()),
      ...this.#chance.many(this.#options.statements, this.#options.statements + 4, () => this.#statement()).flat(),
    ];
    const shown = this.#chance.once(3) ? this.#chance.shuffled(made) : made;
    return [...shown, ...this.#outputs()];
  }

  #name(): string {
    this.#count += 1;
    if (this.#count === 3 && this.#chance.once(5)) return this.#chance.pick(["__proto__", "constructor", "toString"]);
    return `x${this.#count}`;
  }

  #know(name: string, sort: Sort, size: number): void {
    this.#expressions.know({ name, sort, size });
  }

  // ── what is given ───────────────────────────────────────────────────────────────────────────────

  #inputs(): string[] {
    const metrics = this.#chance.some([...this.#catalogue.metrics.values()], this.#chance.whole(7, 14));
    return metrics.map((metric) => {
      const sort = sortOf(metric);
      this.#expressions.know({ name: metric.name, sort, size: metric.rate ? 2 : 1, isRate: metric.rate !== undefined });
      return `input ${metric.name}${this.#chance.once(5) ? this.#defaultFor(sort, metric) : ""}`;
    });
  }

  #defaultFor(sort: Sort, { permitted }: Metric): string {
    switch (sort.kind) {
      case "number":
        return permitted?.kind === "list" ? "" : " default 0";
      case "choice":
        return ` default ${this.#chance.pick(sort.values)}`;
      case "truth":
        return " default 否";
      case "text":
        return ` default "${this.#chance.pick(TEXTS)}"`;
      case "date":
        return ` default ${this.#chance.pick(DATES)}`;
    }
  }

  #param(): string {
    const name = this.#name();
    const amounts = this.#expressions.units.filter((unit) => unit !== "" && unit !== "%" && !unit.includes("/"));
    const money = amounts.filter((unit) => unit === "CNY");
    const others = amounts.filter((unit) => unit !== "CNY");
    const wage = money.length > 0 && others.length > 0 && this.#chance.once(3);
    const unit = wage ? `CNY/${this.#chance.pick(others)}` : this.#chance.pick(this.#expressions.units);
    const value = this.#chance.whole(0, 30);
    this.#expressions.know({ name, sort: { kind: "number", unit }, size: 1, value });
    const sign = unit === "%" ? "%" : "";
    const range = this.#chance.once(2) ? ` range [${value - this.#chance.whole(0, 9)}${sign} .. 60${sign}]` : "";
    return `param ${name} = ${value}${unit === "%" ? "%" : unit === "" ? "" : ` ${unit}`}${range}`;
  }

  // ── rules ───────────────────────────────────────────────────────────────────────────────────────

  #statement(): string[] {
    const makers = [
      () => this.#formula(),
      () => this.#formula(),
      () => this.#formula(),
      () => this.#condition(),
      () => this.#grade(),
      () => this.#table(),
      () => this.#table(),
      () => this.#tiers(),
      () => this.#score(),
      () => this.#distribution(),
      () => this.#except(),
      () => this.#action(),
    ];
    return this.#chance.pick(makers)();
  }

  #formula(): string[] {
    const [sort, name] = [this.#expressions.anySort(), this.#name()];
    const { text, size } = this.#expressions.of(sort);
    // A bare value does not say of which choice it is, and a bare 0 has no unit.
    if (sort.kind === "choice" || text === "0") return this.#condition();
    this.#know(name, sort, size);
    return [`${name} = ${text}`];
  }

  #condition(): string[] {
    const name = this.#name();
    const { text } = this.#expressions.of(TRUTH);
    this.#know(name, TRUTH, 1);
    return [`${name} = ${text}`];
  }

  /** A choice of its own, by nested conditions. */
  #grade(): string[] {
    const name = this.#name();
    const values = this.#grades();
    const conditions = values.slice(1).map(() => this.#expressions.of(TRUTH, 2).text);
    const body = conditions.map((condition, at) => `if ${condition} then ${values[at]} else `).join("");
    this.#know(name, { kind: "choice", name, values }, 1);
    return [`choice ${name}: ${values.join(", ")}\n${name} = ${body}${values.at(-1)}`];
  }

  #grades(): string[] {
    return ["丁", "丙", "乙", "甲"].slice(this.#chance.whole(0, 2));
  }

  #except(): string[] {
    const targets = this.#expressions.named(({ name, value, isRate }) => {
      return value === undefined && isRate === undefined && !this.#isInput(name) && !this.#fixed.has(name);
    });
    const [target] = this.#chance.some(
      targets.filter(({ name }) => !this.#excepted.has(name)),
      1,
    );
    if (!target) return this.#formula();
    this.#excepted.add(target.name);
    const before = this.#before(target);
    const [input] = this.#expressions.named(({ sort }) => sort.kind === "choice" && this.#isInput(sort.name));
    // Values of an input exclude one another.
    const values = input?.sort.kind === "choice" ? this.#chance.some(input.sort.values, this.#chance.whole(1, 2)) : [];
    const conditions =
      input && this.#options.careful
        ? values.map((value) => `${input.name} = ${value}`)
        : this.#chance.many(1, this.#options.careful ? 1 : 2, () => before.of(TRUTH, 2).text);
    return conditions.map((condition) => {
      const value = target.sort.kind === "choice" ? this.#chance.pick(target.sort.values) : before.of(target.sort).text;
      return `except when ${condition}\n  ${target.name} = ${value}`;
    });
  }

  #isInput(name: string): boolean {
    return this.#catalogue.metrics.has(name);
  }

  /** Expressions of what was known before a name, so that an exception to it closes no circle. */
  #before({ name }: Known): ExpressionGenerator {
    const generator = new ExpressionGenerator(this.#chance, this.#catalogue, this.#options);
    for (const known of this.#expressions.known) {
      if (known.name === name) break;
      generator.know(known);
    }
    return generator;
  }

  #action(): string[] {
    const name = this.#name();
    const lasting = this.#chance.pick(["", "", " for 3 months", " for exactly 2 months"]);
    const condition = this.#expressions.of(TRUTH, 2).text;
    this.#know(name, TRUTH, 1);
    this.#actions.add(name);
    this.#fixed.add(name);
    return [`action ${name} when ${condition}${this.#options.windows ? lasting : ""}`];
  }

  #score(): string[] {
    const name = this.#name();
    const unit = this.#chance.pick(this.#expressions.units.filter((unit) => unit !== "%"));
    const shares = this.#chance.pick([[100], [60, 40], [12.5, 37.5, 50], [33, 33, 34]]);
    const rows = shares.map((share, at) => {
      const points = this.#expressions.of({ kind: "number", unit }, 2);
      const lower = this.#chance.once(2) ? String(this.#chance.whole(-5, 20)) : "";
      const upper = this.#chance.once(2) ? String(this.#chance.whole(21, 90)) : "";
      return { points, row: `| 第${at}项 | ${share}% | ${points.text} | ${lower} | ${upper} |` };
    });
    const adjustments = [
      ...(this.#chance.once(3) ? [this.#deduction(name, unit)] : []),
      ...(this.#chance.once(3)
        ? this.#chance.many(1, this.#options.careful ? 1 : 2, () => this.#veto(name, unit))
        : []),
    ];
    for (const { known } of adjustments) this.#expressions.know(known);
    const size = [...rows.map(({ points }) => points), ...adjustments.map(({ known }) => known)];
    this.#know(
      name,
      { kind: "number", unit },
      size.reduce((sum, part) => sum + part.size, 0),
    );
    const header = `score ${name}${unit === "" ? "" : ` (${unit})`}`;
    const grid = [header, "| 指标 | 权重 | 得分 | 下限 | 上限 |", ...rows.map(({ row }) => row)];
    return [[...grid, ...adjustments.map(({ text }) => text)].join("\n")];
  }

  #deduction(score: string, unit: string): { text: string; known: Known } {
    const name = this.#name();
    const amount = this.#expressions.of({ kind: "number", unit }, 2);
    const most = this.#chance.once(2) ? ` at most ${this.#expressions.literal(unit)}` : "";
    this.#fixed.add(name);
    return {
      text: `deduct ${name} from ${score} = max(0, ${amount.text})${most}`,
      known: { name, sort: { kind: "number", unit }, size: amount.size },
    };
  }

  #veto(score: string, unit: string): { text: string; known: Known } {
    const name = this.#name();
    const condition = this.#expressions.of(TRUTH, 2).text;
    this.#fixed.add(name);
    return {
      text: `veto ${name} of ${score} = ${this.#expressions.literal(unit)} when ${condition}`,
      known: { name, sort: TRUTH, size: 1 },
    };
  }

  /** Shares of a group forced onto its members. */
  #distribution(): string[] {
    const numbers = this.#expressions.named(({ sort, value }) => sort.kind === "number" && value === undefined);
    if (!this.#options.peers || numbers.length === 0) return this.#formula();
    const name = this.#name();
    const values = this.#grades();
    const groups = ["all", ...this.#expressions.named(({ sort }) => sort.kind === "text").map((known) => known.name)];
    const places = this.#chance.pick(["rounded", "rounded up", "rounded down"]);
    const shares = this.#chance.pick(SHARES.filter((shares) => shares.length === values.length));
    const { name: by } = this.#chance.pick(numbers);
    this.#fixed.add(name);
    this.#know(name, { kind: "choice", name, values }, 1);
    return [
      [
        `choice ${name}: ${values.join(", ")}`,
        `distribute ${name} by ${by} within ${this.#chance.pick(groups)}`,
        `  places ${places}, ties better, smallest group ${this.#chance.whole(1, 4)}, otherwise ${this.#chance.pick(values)}`,
        "| 等级 | 比例 |",
        ...values.toReversed().map((value, at) => `| ${value} | ${shares[at]}% |`),
      ].join("\n"),
    ];
  }

  #tiers(): string[] {
    const name = this.#name();
    const unit = this.#chance.pick(this.#expressions.units);
    const base = this.#expressions.of({ kind: "number", unit }, 2);
    const method = this.#chance.pick(["marginal", "slab", "interpolated"]);
    const sign = unit === "%" ? "%" : "";
    let start = this.#chance.whole(-5, 5);
    const isOpen = method !== "interpolated" && (this.#options.careful || this.#chance.once(2));
    const valueUnit = method === "interpolated" ? this.#chance.pick(this.#expressions.units) : "%";
    const valueSign = valueUnit === "%" ? "%" : "";
    const rows = this.#chance.many(2, 5, (at) => {
      start += this.#chance.whole(1, 20);
      const value = `${this.#chance.once(5) ? "-" : ""}${this.#expressions.digits()}${valueSign}`;
      return `| ${at === 0 && isOpen ? "-" : `${start}${sign}`} | ${value} |`;
    });
    const resultUnit = method === "interpolated" ? valueUnit : unit === "%" ? "" : unit;
    this.#know(name, { kind: "number", unit: resultUnit }, base.size + 1);
    const ends =
      method === "interpolated" ? ` ends ${this.#options.careful || this.#chance.once(2) ? "held" : "error"}` : "";
    const inUnit = (word: string): string => (word === "" || word === "%" ? "" : ` (${word})`);
    const header = `| 起点${inUnit(unit)} | ${method === "interpolated" ? `取值${inUnit(valueUnit)}` : "比例"} |`;
    return [[`tiers ${name} ${method} of ${base.text}${ends}`, header, ...rows].join("\n")];
  }

  // ── decision tables ─────────────────────────────────────────────────────────────────────────────

  #table(): string[] {
    const columns = this.#chance.some(
      this.#expressions.named(
        ({ value, sort }) => value === undefined && !(sort.kind === "number" && sort.unit.includes("/")),
      ),
      this.#chance.whole(1, 3),
    );
    if (columns.length === 0) return this.#formula();
    const parts = columns.map(({ sort }) => this.#partsOf(sort));
    const isFirst = this.#chance.once(4);
    const cells = this.#disturb(this.#rows(parts), isFirst, columns);
    const outputs = this.#chance.many(1, 2, () => this.#outputColumn(cells.length));
    const rows = cells.map(
      (tests, at) => `| ${[...tests, ...outputs.map(({ results }) => results[at])].join(" | ")} |`,
    );
    const heads = [...columns.map(({ name }) => name), ...outputs.map(({ head }) => `=> ${head}`)];
    for (const { name, sort, size } of outputs) this.#know(name, sort, size);
    const table = [`table${isFirst ? " first" : ""}`, `| ${heads.join(" | ")} |`, ...rows].join("\n");
    return [[...outputs.flatMap(({ declaration }) => declaration ?? []), table].join("\n")];
  }

  /** Each row of tests with one part of each column, or `-` where the column no longer matters. */
  #rows(parts: readonly Parts[]): string[][] {
    const [first, ...rest] = parts;
    if (!first) return [[]];
    if (this.#chance.once(5)) return this.#rows(rest).map((row) => ["-", ...row]);
    return first.flatMap((test) => {
      const below = this.#chance.once(3) ? [rest.map(() => "-")] : this.#rows(rest);
      return below.map((row) => [test, ...row]);
    });
  }

  /** Gaps and overlaps, where a scheme need not be careful; a `first` table ends with a row for the rest. */
  #disturb(rows: string[][], isFirst: boolean, columns: readonly Known[]): string[][] {
    const kept = this.#options.careful ? rows : rows.filter(() => !this.#chance.once(8));
    const more =
      isFirst || (!this.#options.careful && this.#chance.once(3))
        ? this.#chance.many(1, 2, () => columns.map(({ sort }) => this.#chance.pick(["-", ...this.#partsOf(sort)])))
        : [];
    const all = isFirst ? [...more, ...kept, columns.map(() => "-")] : [...kept, ...more];
    return all.length > 0 ? all : rows;
  }

  #partsOf(sort: Sort): Parts {
    switch (sort.kind) {
      case "number":
        return this.#bands(sort.unit);
      case "choice":
        return this.#choices(sort.values);
      case "truth":
        return ["是", "否"];
      case "text": {
        const [text, other] = this.#chance.some(TEXTS, 2);
        return this.#chance.once(2)
          ? [`"${text}"`, `not "${text}"`]
          : [`"${text}"`, `"${other}"`, `not ("${text}", "${other}")`];
      }
      case "date": {
        const date = this.#chance.pick(DATES);
        return [`< ${date}`, `>= ${date}`];
      }
    }
  }

  /** Intervals from end to end; an edge belongs to the one above or the one below. */
  #bands(unit: string): Parts {
    const sign = unit === "%" ? "%" : "";
    const scale = this.#chance.pick([1, 1, 1, 10, 0.25]);
    let at = this.#chance.whole(-2, 6);
    const params = this.#expressions.named(
      ({ sort, value }) => value !== undefined && isSame(sort, { kind: "number", unit }),
    );
    const cuts = this.#chance.many(1, 4, () => {
      at += this.#chance.whole(1, 9);
      return { value: at * scale, text: `${at * scale}${sign}` };
    });
    const [param] = this.#chance.some(params, 1);
    if (param?.value !== undefined && !cuts.some(({ value }) => value === param.value) && this.#chance.once(2)) {
      cuts.push({ value: param.value, text: param.name });
    }
    cuts.sort((a, b) => a.value - b.value);
    const edges = cuts.map(({ text }) => ({ text, isUp: !this.#chance.once(4) }));
    return [...edges, undefined].map((edge, index) => {
      const below = edges[index - 1];
      if (!edge) return `${below?.isUp ? ">=" : ">"} ${below?.text}`;
      if (!below) return `${edge.isUp ? "<" : "<="} ${edge.text}`;
      return `${below.isUp ? "[" : "("}${below.text} .. ${edge.text}${edge.isUp ? ")" : "]"}`;
    });
  }

  #choices(values: readonly string[]): Parts {
    const cut = this.#chance.whole(1, values.length - 1);
    const [low, high] = [values.slice(0, cut), values.slice(cut)];
    const [first = ""] = high;
    return this.#chance.pick([
      [low.join(", "), high.join(", ")],
      [`< ${first}`, `>= ${first}`],
      low.length === 1 ? [low.join(), `not ${low}`] : [low.join(", "), `not (${low.join(", ")})`],
      values,
    ]);
  }

  #outputColumn(rows: number) {
    const name = this.#name();
    const number: Sort = { kind: "number", unit: this.#chance.pick(this.#expressions.units) };
    const sort: Sort = this.#chance.once(4)
      ? { kind: "choice", name, values: this.#grades() }
      : this.#chance.once(8)
        ? TRUTH
        : number;
    const results = Array.from({ length: rows }, () => {
      if (sort.kind === "choice") return { text: this.#chance.pick(sort.values), size: 1 };
      if (sort.kind === "truth" || this.#chance.once(3)) return this.#expressions.of(sort, 2);
      return { text: this.#expressions.literal(number.unit), size: 1 };
    });
    const declaration = sort.kind === "choice" ? `choice ${name}: ${sort.values.join(", ")}` : undefined;
    const head = sort.kind === "number" && sort.unit !== "" && sort.unit !== "%" ? `${name} (${sort.unit})` : name;
    const size = Math.max(...results.map((result) => result.size));
    return { name, sort, size, head, declaration, results: results.map(({ text }) => text) };
  }

  // ── results ─────────────────────────────────────────────────────────────────────────────────────

  /** Every name, so that all of them are computed and none is left unused. */
  #outputs(): string[] {
    return this.#expressions
      .named(({ name }) => !this.#isInput(name) && !this.#actions.has(name))
      .filter(({ value }) => value === undefined || this.#chance.once(2))
      .map(({ name, sort }) => {
        const decimals = this.#chance.whole(0, 6);
        return `output ${name}${sort.kind === "number" ? ` shown ${decimals} decimals` : ""}`;
      });
  }
}
