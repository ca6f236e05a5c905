import { createHash, randomUUID } from "node:crypto";
import type { Actor } from "../access/actor.ts";
import type { NewImport } from "../store/import-store.ts";
import type { Store } from "../store/store.ts";

/** Bytes of a file that are written at once. */
const PIECE = 1024 * 1024;
/** In milliseconds: an upload that stood still for so long will not be gone on with. */
const PATIENCE = 3_600_000;

export interface ReceivedFile {
  readonly id: string;
  readonly size: number;
  readonly hash: string;
}

/** Writes a file as it comes in, where nobody sees it before the import moves on. What does not come whole is removed. */
export async function receive(
  store: Store,
  { user }: Pick<Actor, "user">,
  file: Omit<NewImport, "id" | "madeBy">,
  bytes: ReadableStream<Uint8Array>,
): Promise<ReceivedFile> {
  await removeAbandoned(store);
  const id = randomUUID();
  await store.quietly(({ imports }) => imports.begin({ ...file, id, madeBy: user }, store.now()));
  try {
    const hash = createHash("sha256");
    let [number, size] = [0, 0];
    let waiting: Uint8Array[] = [];
    let length = 0;
    const write = async (): Promise<void> => {
      const piece = Buffer.concat(waiting);
      [waiting, length] = [[], 0];
      await store.quietly(({ imports }) => imports.addPiece(id, number, piece));
      number += 1;
    };
    for await (const chunk of bytes) {
      hash.update(chunk);
      size += chunk.length;
      waiting.push(chunk);
      length += chunk.length;
      if (length >= PIECE) await write();
    }
    if (length > 0) await write();
    return { id, size, hash: hash.digest("hex") };
  } catch (error) {
    await removeFile(store, id);
    throw error;
  }
}

/** Removes the file of an import, and the import itself where it never came whole. */
export async function removeFile(store: Store, id: string): Promise<void> {
  while (await store.quietly(({ imports }) => imports.removePieces(id)));
  while (await store.quietly(({ imports }) => imports.removeFindings(id, undefined)));
  await store.quietly(({ imports }) => imports.removeUpload(id));
}

async function removeAbandoned(store: Store): Promise<void> {
  const before = new Date(store.clock().getTime() - PATIENCE).toISOString();
  for (const id of await store.stores.imports.abandoned(before)) await removeFile(store, id);
}
