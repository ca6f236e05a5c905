import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Compilation, compile } from "../../compile.ts";
import { catalogue, shippedText } from "../../explain/testing/scheme.ts";
import { readInstitution } from "../../institution/read-institution.ts";
import { listAddresses } from "../../ir/address.ts";
import { printLiteral } from "../../ir/print-term.ts";
import { applyEdits, type TextEdit } from "../../source/span.ts";
import { multiply, rational } from "../../values/rational.ts";
import { setValue } from "../set-value.ts";
import { type Lever, leversOf, type Move, moveOf } from "./lever.ts";
import { errorsOfWhatIf, refusalsOf } from "./what-if-errors.ts";

const SCHEMES = [
  "telemarketing-center/draft.kpi.md",
  "telemarketing-specialist/v6.0.kpi.md",
  "sales-scorecard/1.0.kpi.md",
  "telesales-indicators/1.0.kpi.md",
];

const institutions = new Map(
  ["performance-appraisal", "quantified-appraisal"].map((id) => {
    const { institution } = readInstitution(shippedText(`institutions/${id}.kpi.md`));
    return [institution.id, institution];
  }),
);

/** What is said of the text with the values in it. */
function byCompiling(written: Compilation, move: Move): string | undefined {
  const types = new Map(listAddresses(written.program).map(({ address, type }) => [address, type]));
  const edits: TextEdit[] = [];
  for (const [address, value] of move) {
    const type = types.get(address);
    const found = setValue(written, address, type ? printLiteral(value, type) : "");
    if ("diagnostic" in found) return found.diagnostic.code;
    edits.push(...found.edits);
  }
  return errorsOfWhatIf(compile(applyEdits(written.text, edits), catalogue, institutions))[0]?.code;
}

describe("what the scheme permits is what compiling the text with the values in it says", () => {
  test.each(SCHEMES)("%s", (name) => {
    const written = compile(shippedText(name), catalogue, institutions);
    const refusal = refusalsOf(written);
    const levers = leversOf(written.program);
    const moves = fc
      .record({
        lever: fc.constantFrom(...levers),
        // From far below to far above, among them the neighbours' values.
        factor: fc.oneof(
          fc.integer({ min: -4, max: 40 }).map((tenths) => rational(tenths, 10)),
          fc.constant(rational(0)),
        ),
        other: fc.option(fc.constantFrom(...levers)),
      })
      .map(({ lever, factor, other }) => {
        const wanted = (each: Lever) =>
          other && other.type.unit.length === each.type.unit.length ? other.value : multiply(each.value, factor);
        return moveOf(lever, wanted(lever));
      });
    fc.assert(
      fc.property(moves, (move) => {
        expect(refusal(move)?.code).toBe(byCompiling(written, move));
      }),
      { numRuns: 60 },
    );
  });
});
