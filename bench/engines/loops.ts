/** The loops written by hand. */
import type { Engine, Runner } from "./engine.ts";

export const floatLoop: Engine = {
  name: "float loop",
  prepare: async (workload, population) => runnerOf(workload.floatLoop(population), false),
};

export const exactLoop: Engine = {
  name: "exact loop",
  prepare: async (workload, population) => runnerOf(workload.exactLoop(population), true),
};

function runnerOf(loop: (lever: number) => Float64Array, isFen: boolean): Runner {
  let pay: Float64Array = new Float64Array();
  return {
    isFen,
    run: (lever) => {
      pay = loop(Number.parseFloat(lever));
    },
    pay: () => pay,
  };
}
