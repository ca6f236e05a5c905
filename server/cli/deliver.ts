import { writeAtomically } from "./files.ts";

/** Writes a result to the file named with `--out`, else to standard output. */
export function deliver(text: string, out: string | undefined): void {
  if (out === undefined) process.stdout.write(text);
  else writeAtomically(out, text);
}
