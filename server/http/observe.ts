import type { Context, MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Monitor } from "../operations/monitor.ts";

/** Tells the monitor of every request. */
export const observe =
  (monitor: Monitor): MiddlewareHandler =>
  async (context, next) => {
    const began = performance.now();
    await next();
    const seconds = (performance.now() - began) / 1_000;
    monitor.request({ ...requestOf(context), status: context.res.status, seconds });
  };

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]);

/** A request as it may be told of: what it was matched by, not what it said. */
export const requestOf = (context: Context): { method: string; route: string } => ({
  // Anybody can send any word in its place.
  method: METHODS.has(context.req.method) ? context.req.method : "other",
  route: routePath(context),
});
