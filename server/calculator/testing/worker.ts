/** A thread that takes as long as it is told, in milliseconds. */
export default ({ input }: { readonly input: { readonly text: string } }): string => {
  const end = performance.now() + Number(input.text);
  while (performance.now() < end);
  return input.text;
};
