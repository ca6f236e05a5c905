import { readText } from "./files.ts";

/** Bytes; the engine's own limit on characters is lower and gives the better message. */
const LARGEST_SCHEME = 16_000_000;

/**
 * The text of a scheme, a catalogue or an institution.
 *
 * @throws UserError where the file cannot be read
 */
export const readScheme = (path: string): string => readText(path, LARGEST_SCHEME);
