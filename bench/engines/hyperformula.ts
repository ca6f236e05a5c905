/** HyperFormula: the same rules as a spreadsheet of one line for each agent-month. */
import { HyperFormula, type RawCellContent } from "hyperformula";
import { type Case, casesOf, type Engine } from "./engine.ts";

interface Sheet {
  /** Cells that a line starts with, from column A. */
  readonly given: readonly (keyof Case)[];
  /** Formulas after them, of the line given; the last is the money. `Rates!A1` holds the lever. */
  formulas(line: number): string[];
}

const models: ReadonlyMap<string, Sheet> = new Map([
  [
    "v6.0",
    {
      // A … J
      given: ["visitors", "paid", "enquiries", "target", "daily", "sick", "offered", "position", "mean", "outside"],
      formulas: (n: number) => [
        `=D${n}-E${n}*F${n}`,
        `=IF(K${n}>0,C${n}/K${n},0)`,
        `=IF(L${n}<0.6,0,IF(L${n}<0.8,0.6,IF(L${n}<1,0.8,IF(L${n}<1.2,1,1.2))))`,
        `=IF(H${n}="质检专员",0,MAX(0,L${n}-1)*500)`,
        `=ROUND((A${n}*Rates!$A$1+B${n}*50)*M${n}+N${n},2)`,
        `=IF(J${n},G${n},IF(I${n}<10,2000,IF(I${n}<20,2300,IF(I${n}<35,2800,IF(I${n}<50,3400,4200)))))`,
        `=O${n}+P${n}`,
      ],
    },
  ],
  [
    "scorecard",
    {
      // A … G
      given: ["leads", "deals", "knowledge", "judgement", "execution", "calls", "amount"],
      formulas: (n: number) => [
        `=IF(B${n}>=1,120,IF(A${n}<5,40,IF(A${n}<10,60,IF(A${n}<20,80,Rates!$A$1))))`,
        `=IF(F${n}<5,40,IF(F${n}<10,60,IF(F${n}<20,80,100)))`,
        `=H${n}*0.5+(C${n}+D${n}+E${n})*0.1+I${n}*0.2`,
        `=ROUND(G${n}*J${n}/100,2)`,
      ],
    },
  ],
]);

export const hyperformula: Engine = {
  name: "hyperformula",
  mostRows: 120_000,
  async prepare({ name }, population) {
    const model = models.get(name);
    if (!model) return undefined;
    const cases = casesOf(population);
    const width = model.given.length;
    const last = width + model.formulas(1).length - 1;
    let engine: HyperFormula | undefined;
    return {
      isFen: false,
      runsOnlyWhatChanged: true,
      // The first run builds the sheet; after that only the rate's cell changes, as a user would change it.
      run(lever) {
        if (engine) {
          engine.setCellContents({ sheet: 0, row: 0, col: 0 }, [[Number(lever)]]);
        } else {
          const lines = cases.map((row, at): RawCellContent[] => [
            ...model.given.map((field) => row[field]),
            ...model.formulas(at + 1),
          ]);
          const sheets = { Rates: [[Number(lever)]], Pay: lines };
          engine = HyperFormula.buildFromSheets(sheets, { licenseKey: "gpl-v3", maxRows: cases.length });
        }
      },
      pay: () => Float64Array.from(cases, (_, row) => Number(engine?.getCellValue({ sheet: 1, row, col: last }))),
      close: () => engine?.destroy(),
    };
  },
};
