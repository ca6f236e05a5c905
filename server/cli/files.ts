import { randomBytes } from "node:crypto";
import {
  closeSync,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Localized } from "../../engine/index.ts";
import { UserError } from "../user-error.ts";

/** What the operating system says, as people would. */
const REASONS: ReadonlyMap<string, Localized> = new Map([
  ["ENOENT", { zh: "没有这个文件或文件夹", en: "there is no such file or folder" }],
  ["ENOTDIR", { zh: "没有这个文件或文件夹", en: "there is no such file or folder" }],
  ["EISDIR", { zh: "这是文件夹，不是文件", en: "this is a folder, not a file" }],
  ["EACCES", { zh: "没有权限", en: "permission denied" }],
  ["EPERM", { zh: "没有权限", en: "permission denied" }],
  ["ENOSPC", { zh: "磁盘已满", en: "the disk is full" }],
  ["EROFS", { zh: "磁盘是只读的", en: "the disk is read-only" }],
  ["ENAMETOOLONG", { zh: "文件名太长", en: "the file name is too long" }],
]);

const CHUNK = 1 << 20;

/**
 * The bytes of a file or pipe.
 *
 * @param most bytes; a larger file is refused before it is in memory
 * @throws UserError where it cannot be read or is too large
 */
export function readBytes(path: string, most: number): Buffer {
  return explainingFailures(path, () => {
    const file = openSync(path, "r");
    try {
      if (fstatSync(file).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
      const chunks: Buffer[] = [];
      for (let total = 0; ; ) {
        const chunk = Buffer.allocUnsafe(CHUNK);
        const read = readSync(file, chunk);
        if (read === 0) return Buffer.concat(chunks, total);
        total += read;
        if (total > most) throw tooLarge(path, most);
        chunks.push(chunk.subarray(0, read));
      }
    } finally {
      closeSync(file);
    }
  });
}

/**
 * A text file in UTF-8, without its byte order mark.
 *
 * @throws UserError where it cannot be read, is too large or not in UTF-8
 */
export function readText(path: string, most: number): string {
  const bytes = readBytes(path, most);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UserError({
      zh: `${path}：不是 UTF-8 编码的文本；请另存为 UTF-8`,
      en: `${path}: this is no text in UTF-8; save it as UTF-8`,
    });
  }
}

/**
 * Writes the whole file or leaves what was there: nobody ever reads half a file. A link goes on pointing
 * to it, and what is no file (a pipe, /dev/stdout) is written to as it is.
 *
 * @throws UserError where it cannot be written
 */
export function writeAtomically(path: string, text: string): void {
  explainingFailures(path, () => {
    const before = statSync(path, { throwIfNoEntry: false });
    if (before && !before.isFile()) {
      writeFileSync(path, text);
      return;
    }
    const target = before ? realpathSync(path) : path;
    const draft = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}`);
    try {
      writeFileSync(draft, text, { flag: "wx", flush: true, mode: before?.mode ?? 0o666 });
      renameSync(draft, target);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  });
}

function explainingFailures<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw explained(path, error);
  }
}

/** As the functions above say it, what went wrong with a file in the end. */
export async function explainingLater<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const isOfFile = error instanceof Error && "syscall" in error;
    throw isOfFile ? explained(path, error) : error;
  }
}

function explained(path: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  if (code === undefined) return error;
  const reason = REASONS.get(code) ?? { zh: code, en: code };
  return new UserError({ zh: `${path}：${reason.zh}`, en: `${path}: ${reason.en}` });
}

const tooLarge = (path: string, most: number): UserError => {
  const size = `${Math.floor(most / 1_000_000)} MB`;
  return new UserError({ zh: `${path}：文件超过 ${size}，请拆分`, en: `${path}: larger than ${size}; split it` });
};
