import type { DurationFormat } from "./event-log.ts";

const FORMS: Readonly<Record<DurationFormat, RegExp>> = {
  "h:mm:ss": /^(\d{1,4}):([0-5]\d):([0-5]\d)$/,
  "m:ss": /^()(\d{1,6}):([0-5]\d)$/,
};

/** The seconds of a duration as it is written in a file; `undefined` for what is none. */
export function secondsOf(text: string, format: DurationFormat): number | undefined {
  const match = FORMS[format].exec(text.normalize("NFKC").trim());
  if (!match) return undefined;
  const [, hours = "", minutes = "", seconds = ""] = match;
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}
