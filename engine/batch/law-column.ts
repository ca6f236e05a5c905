import { dayNumber } from "../columns/day.ts";
import type { Type } from "../values/type.ts";
import { isRational, isRowError, type Outcome, type Value } from "../values/value.ts";
import { type ResultColumn, type ResultValues, valueAt } from "./result-column.ts";

/** A result column that is filled row by row. Errors are not kept: they are asked for again. */
export class LawColumn implements ResultColumn {
  readonly name: string;
  readonly type: Type;
  readonly length: number;
  readonly values: ResultValues;
  readonly missing: Uint8Array;
  readonly aside = new Map<number, Value>();
  readonly #ask: (row: number) => Outcome;
  readonly #store: (row: number, value: Value) => boolean;

  constructor(name: string, type: Type, length: number, ask: (row: number) => Outcome) {
    this.name = name;
    this.type = type;
    this.length = length;
    this.#ask = ask;
    this.missing = new Uint8Array(length);
    const { values, store } = storage(type, length);
    this.values = values;
    this.#store = store;
  }

  take(row: number, outcome: Outcome): void {
    if (isRowError(outcome)) this.missing[row] = 1;
    else if (!this.#store(row, outcome)) this.aside.set(row, outcome);
  }

  at(row: number): Outcome {
    if (this.missing[row] !== 0) return this.#ask(row);
    return this.aside.get(row) ?? valueAt(this.values, this.type, row);
  }
}

interface Storage {
  readonly values: ResultValues;
  /** False where the value does not fit. */
  readonly store: (row: number, value: Value) => boolean;
}

function storage(type: Type, length: number): Storage {
  switch (type.kind) {
    case "number": {
      const [numerators, denominators] = [new Float64Array(length), new Float64Array(length).fill(1)];
      return {
        values: { kind: "number", numerators, denominators },
        store(row, value) {
          if (!isRational(value)) return false;
          const [numerator, denominator] = [Number(value.numerator), Number(value.denominator)];
          if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator)) return false;
          numerators[row] = numerator;
          denominators[row] = denominator;
          return true;
        },
      };
    }
    case "truth": {
      const holds = new Uint8Array(length);
      return {
        values: { kind: "truth", holds },
        store(row, value) {
          if (typeof value !== "boolean") return false;
          holds[row] = Number(value);
          return true;
        },
      };
    }
    case "choice":
    case "date": {
      const codes = new Int32Array(length);
      return {
        values: { kind: "code", codes },
        store(row, value) {
          if (typeof value !== "string") return false;
          const code = type.kind === "date" ? dayNumber(value) : type.values.indexOf(value);
          if (code === undefined || (type.kind === "choice" && code < 0)) return false;
          codes[row] = code;
          return true;
        },
      };
    }
    case "text":
    case "unknown": {
      const [codes, texts, places] = [new Int32Array(length), [] as string[], new Map<string, number>()];
      return {
        values: { kind: "text", codes, texts },
        store(row, value) {
          if (typeof value !== "string") return false;
          const place = places.get(value) ?? texts.push(value) - 1;
          places.set(value, place);
          codes[row] = place;
          return true;
        },
      };
    }
  }
}
