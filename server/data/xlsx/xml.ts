/** XML of a workbook as events: no entities of its own, no document type, bounded depth and length. */
import { SaxesParser } from "saxes";
import { UserError } from "../../user-error.ts";
import { unreadable } from "../table-file.ts";

export interface XmlEvents {
  /** Names come without their prefix. */
  open(name: string, attribute: (name: string) => string | undefined): void;
  text(text: string): void;
  close(name: string): void;
}

const DEEPEST = 64;
/** Characters within one tag, or between two: far beyond the longest cell. */
const LONGEST_RUN = 1024 * 1024;

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/**
 * Hands a part's events over as its bytes come in; yields the number of bytes read after each piece.
 *
 * @param part its path, for messages
 * @throws UserError where it is no well-formed XML
 */
export async function* parseXml(
  pieces: AsyncIterable<Buffer>,
  events: XmlEvents,
  file: string,
  part: string,
): AsyncGenerator<number> {
  const parser = new SaxesParser();
  let depth = 0;
  let run = 0;
  parser.on("doctype", () => {
    throw new Error("a document type is declared");
  });
  parser.on("opentag", ({ name, attributes }) => {
    run = 0;
    depth += 1;
    if (depth > DEEPEST) throw new Error(`more than ${DEEPEST} elements within each other`);
    const byName = new Map(Object.entries(attributes));
    events.open(localName(name), (attribute) => byName.get(attribute));
  });
  parser.on("text", (text) => events.text(text));
  parser.on("cdata", (text) => events.text(text));
  parser.on("closetag", ({ name }) => {
    run = 0;
    depth -= 1;
    events.close(localName(name));
  });

  let decoder: TextDecoder | undefined;
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
      bytes += piece.length;
      const text = decoder.decode(piece, { stream: true });
      run += text.length;
      parser.write(text);
      if (run > LONGEST_RUN) throw new Error(`more than ${LONGEST_RUN} characters without a tag`);
      yield bytes;
    }
    parser.write(decoder?.decode() ?? "");
    parser.close();
  } catch (error) {
    throw notXml(error, file, part);
  }
  yield bytes;
}

/** Parses a small part to its end. */
export async function readXml(
  pieces: AsyncIterable<Buffer>,
  events: XmlEvents,
  file: string,
  part: string,
): Promise<void> {
  for await (const _ of parseXml(pieces, events, file, part));
}

function encodingOf(beginning: Buffer): string {
  if (beginning[0] === 0xff && beginning[1] === 0xfe) return "utf-16le";
  if (beginning[0] === 0xfe && beginning[1] === 0xff) return "utf-16be";
  return "utf-8";
}

function notXml(error: unknown, file: string, part: string): UserError {
  if (error instanceof UserError) return error;
  if (!(error instanceof Error)) throw error;
  const reason = error.message.split("\n", 1)[0]?.slice(0, 200) ?? "";
  return unreadable(
    file,
    {},
    `工作簿的部件 ${part} 不是合格的 XML（${reason}）；请用 Excel 打开，另存为 .xlsx 再上传`,
    `the part ${part} of the workbook is no proper XML (${reason}); open it in Excel and save it as .xlsx`,
  );
}
