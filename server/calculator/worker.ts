/** What the calculator's threads load. */
import { type Tasks, tasks } from "./tasks.ts";

export interface Order<Name extends keyof Tasks = keyof Tasks> {
  readonly name: Name;
  readonly input: Parameters<Tasks[Name]>[0];
}

export default ({ name, input }: Order): unknown => {
  // Safe: `Calculator.run` has typed the input by the name.
  const task = tasks[name] as (input: unknown) => unknown;
  return task(input);
};
