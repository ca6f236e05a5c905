import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { UserError } from "../user-error.ts";
import type { Command } from "./command.ts";

const BUILD = fileURLToPath(new URL("../../scripts/build.mjs", import.meta.url));

export const serve: Command = {
  synopsis: "",
  summary: {
    zh: "启动服务，设置见 PORT 和 DATA_DIR；Ctrl-C 停止",
    en: "serve the app, with PORT and DATA_DIR as settings; Ctrl-C stops it",
  },
  files: { least: 0, most: 0 },
  options: {},
  async run() {
    // As `npm start` does: the app is built where it is not, or is older than its sources.
    if (spawnSync(process.execPath, [BUILD], { stdio: "inherit" }).status !== 0) {
      throw new UserError({ zh: "界面没有构建成功，原因见上", en: "the app could not be built; the reason is above" });
    }
    // Only here: the other commands need no database, and start sooner without it.
    const server = await import("../serve.ts");
    await server.serve();
    return 0 as const;
  },
};
