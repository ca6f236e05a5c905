import { randomBytes } from "node:crypto";
import { sha256 } from "../canonical-json.ts";

/** 256 random bits; the database keeps only their hash, so who reads it cannot sign in. */
export function newToken(): { readonly token: string; readonly hash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: tokenHash(token) };
}

export const tokenHash = (token: string): string => sha256(token);
