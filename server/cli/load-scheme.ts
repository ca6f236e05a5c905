import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Catalogue,
  type Compilation,
  compile,
  type Diagnostic,
  errorsOfWhatIf,
  hasErrors,
  type Language,
  readCatalogue,
} from "../../engine/index.ts";
import { UserError } from "../user-error.ts";
import type { Arguments } from "./command.ts";
import { describeFindings, type Findings } from "./findings.ts";
import { institutionsFolderFor, loadInstitutions } from "./load-institutions.ts";
import { readScheme } from "./read-scheme.ts";
import { applySettings } from "./set.ts";

const CATALOGUE_NAME = "metrics.kpi.md";
const SHIPPED_CATALOGUE = fileURLToPath(new URL(`../../rulesets/${CATALOGUE_NAME}`, import.meta.url));

export interface LoadedCatalogue extends Findings {
  readonly catalogue: Catalogue;
}

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
  const text = readScheme(path);
  return { path, text, ...readCatalogue(text) };
}

/**
 * A scheme file whatever is wrong with it, with the catalogue of `--metrics`.
 *
 * @throws UserError with all errors where the catalogue has any
 */
export function loadUnchecked(args: Arguments, path: string): Compilation {
  const { catalogue, ...found } = loadCatalogue(cataloguePathFor(path, args.option("metrics")));
  refuseErrors(found, args.language);
  const { institutions } = loadInstitutions(institutionsFolderFor(path));
  return compile(readScheme(path), catalogue, institutions);
}

/**
 * A scheme file as it is written, ready to run, with the catalogue of `--metrics`.
 *
 * @throws UserError with all errors where the catalogue or the scheme has any
 */
export function loadWritten(args: Arguments, path: string): Compilation {
  const written = loadUnchecked(args, path);
  refuseErrors({ path, text: written.text, diagnostics: written.diagnostics }, args.language);
  return written;
}

/**
 * The same with the figures of `--set`.
 *
 * @throws UserError with all errors that the settings lead to
 */
export function withSettings(written: Compilation, args: Arguments, path: string): Compilation {
  const changed = applySettings(written, args.all("set"));
  const diagnostics = errorsOfWhatIf(changed);
  refuseErrors({ path, text: changed.text, diagnostics }, args.language);
  return changed;
}

/**
 * The scheme that the arguments name, ready to run: with the catalogue of `--metrics` and the figures of `--set`.
 *
 * @throws UserError with all errors where the catalogue or the scheme has any, before or after the setting
 */
export function loadRunnable(args: Arguments): Compilation {
  const [path = ""] = args.files;
  const written = loadWritten(args, path);
  return args.has("set") ? withSettings(written, args, path) : written;
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
