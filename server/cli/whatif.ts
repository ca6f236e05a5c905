import { UserError } from "../user-error.ts";
import type { Command } from "./command.ts";
import { COMPARE_OPTIONS, runComparison } from "./compare.ts";
import { loadWritten, withSettings } from "./load-scheme.ts";
import { SET_OPTION } from "./shared-options.ts";

export const whatif: Command = {
  synopsis:
    "FILE --data CSV --set ADDRESS=VALUE… [--month YYYY-MM | --from YYYY-MM --to YYYY-MM] [--pay NAME] [--sales METRIC] [--by METRIC]… [--format text|json|csv] [--out FILE] [--metrics FILE]",
  summary: {
    zh: "改几个数会怎样：与照原文计算的结果比较",
    en: "what other figures would come to, compared with the scheme as written",
  },
  files: { least: 1, most: 1 },
  options: { set: SET_OPTION, ...COMPARE_OPTIONS },
  run(args) {
    const [path = ""] = args.files;
    if (!args.has("set")) {
      throw new UserError({
        zh: "缺少 --set 地址=值，如 --set 提成比例=1.5%",
        en: "--set ADDRESS=VALUE is missing, as in --set 提成比例=1.5%",
      });
    }
    const written = loadWritten(args, path);
    const settings = args.all("set").join(", ");
    return runComparison(args, [
      { label: path, compilation: written },
      { label: `${path} --set ${settings}`, compilation: withSettings(written, args, path) },
    ]);
  },
};
