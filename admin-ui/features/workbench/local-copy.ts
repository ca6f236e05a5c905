/** The newest unsaved text of a draft, kept in this browser until the server has it. */
export interface LocalCopy {
  readonly text: string;
  /** Of the version that the text was edited from. */
  readonly etag: string;
  /** The text it was edited from; absent in what an earlier release kept. */
  readonly base?: string;
}

const key = (id: string): string => `plumbline.unsaved.${id}`;

export function keepLocalCopy(id: string, copy: LocalCopy): void {
  try {
    localStorage.setItem(key(id), JSON.stringify(copy));
  } catch {
    // Storage is full or forbidden: the text is still on the page and on its way to the server.
  }
}

export function dropLocalCopy(id: string): void {
  try {
    localStorage.removeItem(key(id));
  } catch {}
}

export function readLocalCopy(id: string): LocalCopy | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key(id)) ?? "null");
    return isLocalCopy(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

const isLocalCopy = (value: unknown): value is LocalCopy =>
  typeof value === "object" &&
  value !== null &&
  "text" in value &&
  typeof value.text === "string" &&
  "etag" in value &&
  typeof value.etag === "string" &&
  (!("base" in value) || typeof value.base === "string");
