import type { Language } from "../../engine/index.ts";

/**
 * The language of messages where `--lang` does not say: that of the terminal's locale, Chinese for any
 * `zh` locale and English for all others.
 */
export function localeLanguage(environment: NodeJS.ProcessEnv): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return locale.toLowerCase().startsWith("zh") ? "zh" : "en";
}
