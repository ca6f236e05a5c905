import { join } from "node:path";
import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";

test("settings have defaults", () => {
  expect(readSettings({ PORT: " ", HOST: "" })).toEqual({
    port: 3000,
    host: "127.0.0.1",
    dataDir: join(process.cwd(), "data"),
    production: false,
    logLevel: "warn",
  });
});

test("settings are read", () => {
  expect(
    readSettings({
      PORT: "80",
      HOST: "0.0.0.0",
      PUBLIC_URL: "https://pay.example.com",
      DATABASE_URL: "postgres://me@db/pay",
      NODE_ENV: "production",
      METRICS_TOKEN: "0123456789abcdef",
    }),
  ).toMatchObject({
    port: 80,
    host: "0.0.0.0",
    publicUrl: "https://pay.example.com",
    databaseUrl: "postgres://me@db/pay",
    production: true,
    logLevel: "info",
    metricsToken: "0123456789abcdef",
  });
});

test.each(["http", "-1", "65536", "80.5", "0x50"])("a port of %j is refused", (port) => {
  expect(() => readSettings({ PORT: port })).toThrow(`not "${port}"`);
});

test.each(["pay.example.com", "https://pay.example.com/app", "ftp://pay.example.com", "https://me@pay.example.com"])(
  "a public address of %j is refused",
  (url) => {
    expect(() => readSettings({ PUBLIC_URL: url })).toThrow(`not "${url}"`);
  },
);

test("what cannot be meant is named", () => {
  expect(() => readSettings({ LOG_LEVEL: "loud" })).toThrow("LOG_LEVEL");
  expect(() => readSettings({ METRICS_TOKEN: "short" })).toThrow("METRICS_TOKEN");
});

test("a database that is none is refused without telling its password", () => {
  expect(() => readSettings({ DATABASE_URL: "mysql://me:hunter2@db" })).toThrow(/^DATABASE_URL(?!.*hunter2)/);
});
