import type { Language } from "../../engine/index.ts";
import { language } from "../app/preferences.ts";
import { en } from "./en.ts";
import { type Messages, zh } from "./zh.ts";

const languages: Readonly<Record<Language, Messages>> = { zh, en };

/** The texts in the chosen language; reactive where it is read. */
export const t = (): Messages => languages[language()];

/** BCP 47 tag for dates and for the document's `lang`. */
export const LOCALES: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en-GB" };
