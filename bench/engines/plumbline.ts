/** This engine: the scheme's text compiled, its rules as machine code over the population's columns. */
import { readFileSync } from "node:fs";
import { setValue } from "../../engine/analyze/set-value.ts";
import { type Batch, createBatch } from "../../engine/batch/batch.ts";
import type { Evaluation } from "../../engine/batch/evaluation.ts";
import { numberAt } from "../../engine/batch/result-column.ts";
import { readCatalogue } from "../../engine/catalogue/read-catalogue.ts";
import { compile } from "../../engine/compile.ts";
import { applyEdits } from "../../engine/source/span.ts";
import type { Rational } from "../../engine/values/rational.ts";
import { columnsOf } from "../columns-of.ts";
import type { Engine } from "./engine.ts";

const { catalogue } = readCatalogue(readFileSync(new URL("../../rulesets/metrics.kpi.md", import.meta.url), "utf8"));

export const plumbline: Engine = {
  name: "plumbline",
  async prepare({ scheme, output, lever: { address, from, to } }, population) {
    const columns = columnsOf(population, catalogue);
    const written = compile(scheme, catalogue);
    let batch: Batch | undefined;
    let evaluation: Evaluation | undefined;
    let setting = from;
    const edited = (value: string) => {
      const result = setValue(written, address, value);
      if ("diagnostic" in result) throw new Error(result.diagnostic.message.en);
      return compile(applyEdits(scheme, result.edits), catalogue).program;
    };
    // A cell is set in the text, which is compiled again; a param's value goes straight to the machine.
    const values = new Map(
      [from, to].flatMap((value): [string, Rational][] => {
        const param = edited(value).definitions.get(address);
        return param?.kind === "param" ? [[value, param.value]] : [];
      }),
    );
    return {
      isFen: true,
      // The first run lowers the rules, makes the machine code and loads the columns it reads.
      run(lever) {
        batch ??= createBatch(written.program, columns);
        if (lever === setting) {
          evaluation = batch.evaluate();
          return;
        }
        setting = lever;
        const value = values.get(lever);
        if (value) {
          evaluation = batch.whatIf(new Map([[address, value]]));
        } else {
          batch = batch.edited(edited(lever));
          evaluation = batch.whatIf(new Map());
        }
      },
      pay() {
        const column = evaluation?.results.get(output);
        if (column?.values.kind !== "number") throw new Error(`${output} is no number`);
        const { numerators, denominators } = column.values;
        return Float64Array.from({ length: column.length }, (_, row) =>
          numberAt(column.missing, row) === 0
            ? (numberAt(numerators, row) * 100) / numberAt(denominators, row)
            : Number.NaN,
        );
      },
    };
  },
};
