import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { problem } from "./problem.ts";

/** In seconds: half a year. */
const HTTPS_ONLY_FOR = 15_552_000;

/**
 * Nothing but the app's own files; styles inline, because the editor sets them from script. Texts never become code,
 * but a scheme over a population becomes WebAssembly.
 * @param publicUrl where it begins with https, browsers are told to use nothing else
 */
export const securityHeaders = (publicUrl: string | undefined): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      workerSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      fontSrc: ["'self'", "data:"],
      imgSrc: ["'self'", "data:"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
    },
    referrerPolicy: "no-referrer",
    xFrameOptions: "DENY",
    strictTransportSecurity: publicUrl?.startsWith("https:") ? `max-age=${HTTPS_ONLY_FOR}` : false,
  });

const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Refuses requests that were meant for another name: a page elsewhere could otherwise point a name
 * of its own at this machine and read the pay of everyone.
 * @param publicUrl under which users reach the server beside localhost
 */
export const ownHostOnly =
  (publicUrl: string | undefined): MiddlewareHandler =>
  async (context, next) => {
    const { hostname } = new URL(context.req.url);
    const own = LOCAL.has(hostname) || (publicUrl !== undefined && new URL(publicUrl).hostname === hostname);
    if (!own) throw problem("host-not-allowed", { host: hostname });
    await next();
  };

const CHANGES_NOTHING = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses what a page of another origin asks a signed-in user's browser to send; the cookie's SameSite says it too.
 * @param publicUrl as above: a proxy may ask under another name than the page's
 */
export const sameOriginOnly =
  (publicUrl: string | undefined): MiddlewareHandler =>
  async (context, next) => {
    const origin = context.req.header("Origin");
    const { host } = new URL(context.req.url);
    const own = origin === undefined || origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === host);
    if (!own && !CHANGES_NOTHING.has(context.req.method)) throw problem("other-origin", {});
    await next();
  };
