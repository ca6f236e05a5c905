/** The ZIP archive a workbook is, read part by part and trusted in nothing it says of itself. */
import { crc32 } from "node:zlib";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { UserError } from "../../user-error.ts";
import type { FileLimits } from "../limits.ts";
import { unreadable } from "../table-file.ts";

export class Package {
  readonly #zip: ZipFile;
  readonly #file: string;
  readonly #limits: FileLimits;
  /** By path in lower case, as the standard compares them. */
  readonly #entries: ReadonlyMap<string, Entry>;
  /** By path: a part that is read twice counts once. */
  readonly #inflated = new Map<Entry, number>();

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, file: string, limits: FileLimits) {
    this.#zip = zip;
    this.#entries = entries;
    this.#file = file;
    this.#limits = limits;
  }

  /** @throws UserError where it is no archive, is damaged or has too many parts */
  static async open(bytes: Buffer, file: string, limits: FileLimits): Promise<Package> {
    try {
      const zip = await fromBufferPromise(bytes);
      if (zip.entryCount > limits.entries) {
        throw unreadable(
          file,
          {},
          `工作簿含 ${zip.entryCount} 个部件，最多 ${limits.entries} 个；请把数据复制到新的工作簿`,
          `the workbook has ${zip.entryCount} parts, ${limits.entries} at most; copy the data into a new workbook`,
        );
      }
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) {
        const path = entry.fileName.toLowerCase();
        if (entries.has(path)) throw new Error(`two parts are named ${entry.fileName}`);
        entries.set(path, entry);
      }
      return new Package(zip, entries, file, limits);
    } catch (error) {
      throw damaged(error, file);
    }
  }

  has(path: string): boolean {
    return this.#entries.has(path.toLowerCase());
  }

  paths(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** Bytes of a part as the archive states them; only good for showing progress. */
  statedSize(path: string): number {
    return this.#entries.get(path.toLowerCase())?.uncompressedSize ?? 0;
  }

  /** The content of a small part, as `read` gives it. */
  readSmall(path: string): AsyncGenerator<Buffer> {
    return this.read(path, this.#limits.part);
  }

  /**
   * The content of a part.
   * @param most bytes of it
   * @throws UserError where it is missing, damaged, encrypted or larger than permitted
   */
  async *read(path: string, most = this.#limits.uncompressed): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(path.toLowerCase());
    try {
      if (!entry) throw new Error(`the part ${path} is missing`);
      if (entry.isEncrypted()) throw encrypted(this.#file);
      let [checksum, size] = [0, 0];
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        const piece = chunk as Buffer;
        size += piece.length;
        if (size > most) throw this.#bomb(most);
        this.#count(entry, size);
        checksum = crc32(piece, checksum);
        yield piece;
      }
      if (checksum !== entry.crc32) throw new Error(`the checksum of ${path} is wrong`);
    } catch (error) {
      throw damaged(error, this.#file);
    }
  }

  #count(entry: Entry, size: number): void {
    this.#inflated.set(entry, Math.max(size, this.#inflated.get(entry) ?? 0));
    let total = 0;
    for (const inflated of this.#inflated.values()) total += inflated;
    if (total > this.#limits.uncompressed) throw this.#bomb(this.#limits.uncompressed);
  }

  #bomb(limit: number): UserError {
    const most = `${Math.round(limit / 1024 / 1024)} MB`;
    return unreadable(
      this.#file,
      {},
      `解压后超过 ${most}；请只留要导入的工作表，或按月份拆分`,
      `it is more than ${most} uncompressed; keep only the sheet to be imported, or split it by month`,
    );
  }
}

export const encrypted = (file: string): UserError =>
  unreadable(
    file,
    {},
    "工作簿设有打开密码，无法读取；请在 Excel 的“文件 > 信息 > 保护工作簿”里去掉密码再上传",
    'the workbook is protected by a password; remove it in Excel under "File > Info > Protect Workbook"',
  );

/** What the archive reader or the inflater says, as a sentence with the file's name. */
function damaged(error: unknown, file: string): UserError {
  if (error instanceof UserError) return error;
  if (!(error instanceof Error)) throw error;
  return unreadable(
    file,
    {},
    `工作簿已损坏或不完整（${error.message}）；请用 Excel 打开，另存为 .xlsx 再上传`,
    `the workbook is damaged or incomplete (${error.message}); open it in Excel and save it as .xlsx`,
  );
}
