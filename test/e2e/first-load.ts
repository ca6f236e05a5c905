import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("../../admin-ui/dist/", import.meta.url);

const text = (path: string): string => readFileSync(new URL(path, DIST), "utf8");

/** What a chunk asks for before it runs; what it loads later, by `import(…)`, is not in it. */
const importsOf = (chunk: string): string[] =>
  [...text(`assets/${chunk}`).matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)].map((match) => match[1] ?? "");

/** Every chunk that must be there before these run, with them. */
function withImports(chunks: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>();
  const add = (chunk: string): void => {
    if (all.has(chunk)) return;
    all.add(chunk);
    importsOf(chunk).forEach(add);
  };
  chunks.forEach(add);
  return all;
}

const compressed = (chunks: ReadonlySet<string>): number =>
  [...chunks].reduce((sum, chunk) => sum + gzipSync(text(`assets/${chunk}`)).length, 0);

/** The scripts that the built app's page names. */
const entry = (): string[] =>
  [...text("index.html").matchAll(/(?:src|href)="\/assets\/([\w.-]+\.js)"/g)].map((match) => match[1] ?? "");

/** Bytes of JavaScript, gzipped, that the first page needs to stand. */
export const firstLoad = (): number => compressed(withImports(entry()));

/** The same with the chunk of a lazy page, such as `workbench-page`. */
export function firstLoadOf(page: string): number {
  const chunk = [...withImports(entry())]
    .flatMap((one) => [
      ...text(`assets/${one}`).matchAll(/import\("\.\/([\w.-]+\.js)"\)|import\(`\.\/([\w.-]+\.js)`\)/g),
    ])
    .map((match) => match[1] ?? match[2] ?? "")
    .find((name) => name.startsWith(`${page}-`));
  if (chunk === undefined) throw new Error(`the built app has no page ${page}`);
  return compressed(withImports([...entry(), chunk]));
}
