/** The function with its last result kept: called again with the same arguments, it does not compute. */
export function remember<Args extends readonly unknown[], Result>(
  compute: (...args: Args) => Result,
): (...args: Args) => Result {
  let last: { args: Args; result: Result } | undefined;
  return (...args) => {
    if (last === undefined || args.some((arg, at) => arg !== last?.args[at])) last = { args, result: compute(...args) };
    return last.result;
  };
}
