import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Catalogue,
  type Code,
  type Compilation,
  compile,
  type Diagnostic,
  hasErrors,
  type Language,
  readCatalogue,
} from "../../engine/index.ts";
import { UserError } from "../user-error.ts";
import type { Arguments } from "./command.ts";
import { readText } from "./files.ts";
import { describeFindings, type Findings } from "./findings.ts";
import { applySettings } from "./set.ts";

/** Bytes; the engine's own limit on characters is lower and gives the better message. */
const LARGEST_SCHEME = 16_000_000;
const CATALOGUE_NAME = "metrics.kpi.md";
const SHIPPED_CATALOGUE = fileURLToPath(new URL(`../../rulesets/${CATALOGUE_NAME}`, import.meta.url));

export interface LoadedCatalogue extends Findings {
  readonly catalogue: Catalogue;
}

/** Examples hold for the figures as written; a what-if changes figures, and its examples with them. */
const ABOUT_EXAMPLES: ReadonlySet<Code> = new Set(["example-fails", "example-error", "example-no-error"]);

/** @throws UserError where the file cannot be read */
export const readScheme = (path: string): string => readText(path, LARGEST_SCHEME);

/**
 * The catalogue that a scheme file is read with: the one named, else `metrics.kpi.md` in the folder of
 * the scheme, else in the folder above it, else the one that comes with Plumbline.
 */
export function cataloguePathFor(scheme: string, named: string | undefined): string {
  if (named !== undefined) return named;
  const folder = dirname(scheme);
  const near = [join(folder, CATALOGUE_NAME), join(folder, "..", CATALOGUE_NAME)];
  return near.find((path) => existsSync(path)) ?? SHIPPED_CATALOGUE;
}

/** @throws UserError where the file cannot be read */
export function loadCatalogue(path: string): LoadedCatalogue {
  const text = readText(path, LARGEST_SCHEME);
  return { path, text, ...readCatalogue(text) };
}

/**
 * The scheme that the arguments name, ready to run: with the catalogue of `--metrics` and the figures of `--set`.
 *
 * @throws UserError with all errors where the catalogue or the scheme has any, before or after the setting
 */
export function loadRunnable(args: Arguments): Compilation {
  const [path = ""] = args.files;
  const { catalogue, ...found } = loadCatalogue(cataloguePathFor(path, args.option("metrics")));
  refuseErrors(found, args.language);
  const written = compile(readScheme(path), catalogue);
  refuseErrors({ path, text: written.text, diagnostics: written.diagnostics }, args.language);
  if (!args.has("set")) return written;
  const changed = applySettings(written, args.all("set"));
  const diagnostics = changed.diagnostics.filter(({ code }) => !ABOUT_EXAMPLES.has(code));
  refuseErrors({ path, text: changed.text, diagnostics }, args.language);
  return changed;
}

function refuseErrors(findings: Findings, language: Language): void {
  if (!hasErrors(findings.diagnostics)) return;
  const errors = findings.diagnostics.filter(({ severity }: Diagnostic) => severity === "error");
  const list = describeFindings({ ...findings, diagnostics: errors }, language);
  throw new UserError({
    zh: `${findings.path} 有错误，不能计算：\n${list}`,
    en: `${findings.path} has errors and cannot be run:\n${list}`,
  });
}
