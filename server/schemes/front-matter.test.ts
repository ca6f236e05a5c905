import { describe, expect, test } from "vitest";
import { readDocument } from "../../engine/index.ts";
import { readHeading, renameVersion } from "./front-matter.ts";

const heading = (text: string) => readHeading(readDocument(text));

describe("the heading of a text", () => {
  test("is what the front matter says", () => {
    expect(heading("---\nscheme: s\ntitle: 标题\nversion: V6.0\n---\n")).toEqual({
      scheme: "s",
      title: "标题",
      version: "V6.0",
    });
  });

  test.each(["", "no front matter", "---\nversion: ../up\ntitle:\n---\n", "---\nversion: 1"])(
    "is absent in %j",
    (text) => {
      expect(heading(text)).toEqual({});
    },
  );
});

describe("renaming the version", () => {
  test("changes nothing else", () => {
    expect(renameVersion("---\r\nversion:  draft \r\ntitle: draft\r\n---\r\n# draft\r\n", "2.0")).toBe(
      "---\r\nversion:  2.0 \r\ntitle: draft\r\n---\r\n# draft\r\n",
    );
  });

  test("needs a version line", () => {
    expect(renameVersion("---\ntitle: x\n---\n", "2.0")).toBeUndefined();
  });

  test("takes the name as it is", () => {
    expect(renameVersion("---\nversion: draft\n---\n", "$& $1")).toBe("---\nversion: $& $1\n---\n");
  });
});
