/**
 * A headless Chromium without asking the machine for one: @sparticuz/chromium brings the browser
 * for Linux on x64, with the shared libraries and a font it needs, packed; elsewhere the Chrome
 * that is installed is used.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packed, { inflate } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";
import packageFile from "../../node_modules/@sparticuz/chromium/package.json" with { type: "json" };

/** No sandbox, since tests often run as root in a container; nothing talks to the outside by itself. */
const ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-pings"];

export async function launchBrowser(): Promise<Browser> {
  if (process.platform !== "linux" || process.arch !== "x64") return chromium.launch({ channel: "chrome", args: ARGS });
  const folder = await unpack();
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    args: ARGS,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [join(folder, "al2023", "lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":"),
      FONTCONFIG_PATH: join(folder, "fonts"),
    },
  });
}

/**
 * Unpacks the browser once and returns where. The package unpacks to the folder for temporary files
 * and takes whatever it finds there for complete, so it gets a fresh one, which is moved into place
 * when all is there.
 */
async function unpack(): Promise<string> {
  const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));
  const folder = join(modules, ".cache", `chromium-${packageFile.version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(join(modules, ".cache"), { recursive: true });
  const fresh = mkdtempSync(`${folder}-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = fresh;
  try {
    await packed.executablePath();
    await inflate(join(modules, "@sparticuz", "chromium", "bin", "al2023.tar.br"));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  try {
    renameSync(fresh, folder);
  } catch (error) {
    // Another run was faster.
    rmSync(fresh, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
