import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { problem } from "./problem.ts";

/** Nothing but the app's own files; styles inline, because the editor sets them from script. */
export const securityHeaders = (): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
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
    // The server speaks plain HTTP to this machine; what stands in front of it decides on HTTPS.
    strictTransportSecurity: false,
  });

const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Refuses requests that were meant for another name: a page elsewhere could otherwise point a name
 * of its own at this machine and read the pay of everyone.
 */
export const localHostOnly = (): MiddlewareHandler => async (context, next) => {
  const { hostname } = new URL(context.req.url);
  if (!LOCAL.has(hostname)) throw problem("host-not-allowed", { host: hostname });
  await next();
};
