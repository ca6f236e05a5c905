import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/** OWASP's choice for argon2id: 19 MiB, two passes, one lane. */
const MEMORY = 19_456;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const TAG_BYTES = 32;

/** In characters. Length is what counts; no rule asks for digits or signs. */
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 256;

const argon2id = promisify(argon2);

const derive = (password: string, nonce: Buffer, memory: number, passes: number, lanes: number): Promise<Buffer> =>
  argon2id("argon2id", {
    message: password.normalize("NFKC"),
    nonce,
    parallelism: lanes,
    tagLength: TAG_BYTES,
    memory,
    passes,
  });

const base64 = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");

/** As a PHC string, which tells with what it was made: `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await derive(password, salt, MEMORY, PASSES, LANES);
  return `$argon2id$v=19$m=${MEMORY},t=${PASSES},p=${LANES}$${base64(salt)}$${base64(tag)}`;
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [, memory, passes, lanes, salt = "", tag = ""] = PHC.exec(hash) ?? [];
  const expected = Buffer.from(tag, "base64");
  if (expected.length !== TAG_BYTES) throw new Error("a stored password hash cannot be read");
  const found = await derive(password, Buffer.from(salt, "base64"), Number(memory), Number(passes), Number(lanes));
  return timingSafeEqual(found, expected);
}

let decoy: Promise<string> | undefined;

/** Takes as long as a real comparison, so that time does not tell whether there is such an account. */
export async function isNobodysPassword(password: string): Promise<false> {
  decoy ??= hashPassword(randomBytes(SALT_BYTES).toString("hex"));
  await isPassword(password, await decoy);
  return false;
}
