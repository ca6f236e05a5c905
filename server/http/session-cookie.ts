import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { serialize } from "hono/utils/cookie";

/** The name of the session's cookie. */
export const COOKIE = "plumbline-session";

export const sessionToken = (context: Context): string | undefined => getCookie(context, COOKIE) || undefined;

/**
 * The header that sets the session's cookie: scripts cannot read it and no other site can send it.
 * @param token `undefined` signs out
 * @param secure whether users reach the server by HTTPS
 */
export const sessionCookie = (token: string | undefined, secure: boolean): string =>
  serialize(COOKIE, token ?? "", {
    httpOnly: true,
    sameSite: "Strict",
    path: "/",
    secure,
    ...(token === undefined && { maxAge: 0 }),
  });

/**
 * Where a request came from.
 * @param proxied whether something stands in front of the server and says so: else all users would have one address,
 * and one of them could use up everybody's attempts to sign in
 */
export function clientAddress(context: Context, proxied: boolean): string {
  // The last one is what the proxy itself has seen; those before it are what it was told.
  const forwarded = context.req.header("X-Forwarded-For")?.split(",").at(-1)?.trim();
  if (proxied && forwarded) return forwarded;
  try {
    return getConnInfo(context).remote.address ?? "";
  } catch {
    // A request that came over no connection: tests call the app itself.
    return "";
  }
}
