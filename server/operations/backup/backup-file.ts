import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { SYSTEM } from "../../access/actor.ts";
import type { Database } from "../../store/database.ts";
import { Store } from "../../store/store.ts";
import { type ChainReport, verifyChain } from "../verify/verify-chain.ts";
import { dump } from "./dump.ts";
import type { Header } from "./format.ts";
import { restore } from "./restore.ts";

/** Pay is personal: the file is for this user only. */
const MODE = 0o600;

/** Writes a backup of everything that is stored: the whole file, or none. */
export async function backUp(store: Store, path: string): Promise<Header> {
  await store.write(SYSTEM, async ({ audit }) => audit.record({ action: "store.back-up", subject: "store" }));
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}`);
  try {
    const lines = new PassThrough();
    const written = pipeline(lines, createGzip(), createWriteStream(draft, { flags: "wx", mode: MODE, flush: true }));
    // Awaited below; until then a failure must not end the process.
    written.catch(() => {});
    const [header] = await Promise.all([
      dump(store, (text) => put(lines, text, written)).then((header) => {
        lines.end();
        return header;
      }),
      written,
    ]);
    await rename(draft, path);
    await flushFolder(dirname(path));
    return header;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Waits until there is room for more, or for what keeps it from ever being written. */
async function put(lines: PassThrough, text: string, written: Promise<void>): Promise<void> {
  if (lines.write(text)) return;
  await Promise.race([new Promise((resolve) => lines.once("drain", resolve)), written]);
}

/** The name is on the disk too. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export interface Restored {
  readonly header: Header;
  readonly rows: number;
  /** Of the audit log as it was in the backup. */
  readonly chain: ChainReport;
}

/**
 * Restores a backup and computes its audit log's chain again.
 * @param connect opens a connection to the database, which has no content
 */
export async function restoreFrom(path: string, connect: () => Database): Promise<Restored> {
  const source = createReadStream(path);
  const gunzip = createGunzip();
  const read = pipeline(source, gunzip);
  read.catch(() => {});
  try {
    const { header, rows } = await restore(connect(), gunzip);
    const store = await Store.open(connect());
    try {
      const chain = await verifyChain(store.stores, { ...header.audit, at: header.at });
      const details = { from: header.at, ...header.audit };
      await store.write(SYSTEM, async ({ audit }) =>
        audit.record({ action: "store.restore", subject: "store", details }),
      );
      return { header, rows, chain };
    } finally {
      await store.close();
    }
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}
