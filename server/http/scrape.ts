import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import type { Metrics } from "../operations/metrics.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** `/metrics`, where Prometheus asks for it: without a session, with a token as `Authorization: Bearer`. */
export function scrape(metrics: Metrics, token: string): Hono {
  const expected = digest(`Bearer ${token}`);
  return new Hono().get("/metrics", async (context) => {
    const given = digest(context.req.header("Authorization") ?? "");
    if (!timingSafeEqual(given, expected)) return context.text("", 401, { "WWW-Authenticate": "Bearer" });
    return context.body(await metrics.text(), 200, {
      "Content-Type": metrics.contentType,
      "Cache-Control": "no-store",
    });
  });
}
