import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const BIN = fileURLToPath(new URL("../plumbline.mjs", import.meta.url));

export const shipped = (path: string): string => fileURLToPath(new URL(`../../../rulesets/${path}`, import.meta.url));

export const DRAFT = shipped("telemarketing-center/draft.kpi.md");
export const V6 = shipped("telemarketing-specialist/v6.0.kpi.md");
export const SCORECARD = shipped("sales-scorecard/1.0.kpi.md");
/** The columns of V6.0 that come before those of the month's bonus, and a person who has not been assessed yet. */
export const V6_PERSON = { header: "姓名,部门,入职日期,聘用函基本工资", cells: "某人,一部,2025-01-02,2500" };
export const AS_WRITTEN = shipped("sales-scorecard/as-written.kpi.md");

/** Each test starts processes, on a machine that may be busy. */
export const PATIENCE = 120_000;

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own for the test, gone when it ends, and the command line as a process within it. */
export function workplace() {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    write(name: string, content: string | Uint8Array): string {
      writeFileSync(join(folder, name), content);
      return name;
    },
    run: (...args: readonly string[]): Promise<Finished> => plumbline(folder, args),
  };
}

function plumbline(folder: string, args: readonly string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd: folder,
      env: { ...process.env, LC_ALL: "C.UTF-8" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
  });
}
