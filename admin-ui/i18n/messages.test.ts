import { expect, test } from "vitest";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

type Texts = { readonly [key: string]: unknown };

/** Every text by its path; a function is called with figures and names. */
function texts(group: Texts, path = ""): [path: string, text: string][] {
  return Object.entries(group).flatMap(([key, value]): [string, string][] => {
    const at = path === "" ? key : `${path}.${key}`;
    if (typeof value === "string") return [[at, value]];
    if (typeof value === "function") return [[at, String(value(...Array(value.length).fill(2)))]];
    return texts(value as Texts, at);
  });
}

test("both languages say the same things, and none is empty", () => {
  const [chinese, english] = [texts(zh), texts(en)];
  expect(english.map(([path]) => path)).toEqual(chinese.map(([path]) => path));
  expect([...chinese, ...english].filter(([, text]) => text.trim() === "")).toEqual([]);
});

test("a figure given to a text is in it, in both languages", () => {
  const paths = (messages: Texts): string[] =>
    texts(messages).flatMap(([path, text]) => (text.includes("2") ? [path] : []));
  expect(paths(en)).toEqual(paths(zh));
});
