import { describe, expect, test } from "vitest";
import { mergeTexts } from "./merge-text.ts";

const BASE = "一\n二\n三\n四\n五";

describe("two texts made of one", () => {
  test("changes apart are both kept", () => {
    expect(mergeTexts(BASE, "一\n贰\n三\n四\n五", "一\n二\n三\n四\n五\n六")).toEqual({
      text: "一\n贰\n三\n四\n五\n六",
      overlaps: [],
    });
  });

  test("lines taken out by one and put in by the other", () => {
    expect(mergeTexts(BASE, "一\n三\n四\n五", "零\n一\n二\n三\n四\n五").text).toBe("零\n一\n三\n四\n五");
  });

  test("the same change on both sides is one", () => {
    expect(mergeTexts(BASE, "一\n贰\n三\n四\n五", "一\n贰\n三\n四\n五")).toEqual({
      text: "一\n贰\n三\n四\n五",
      overlaps: [],
    });
  });

  test("where both changed the same line, mine stays and it is said", () => {
    expect(mergeTexts(BASE, "一\n二\n叁\n四\n五", "一\n二\nIII\n四\n伍")).toEqual({
      text: "一\n二\n叁\n四\n伍",
      overlaps: [{ line: 3, mine: ["叁"], theirs: ["III"] }],
    });
  });

  test("both add at one place: an overlap", () => {
    const { overlaps } = mergeTexts("一\n二", "一\n甲\n二", "一\n乙\n二");
    expect(overlaps).toEqual([{ line: 2, mine: ["甲"], theirs: ["乙"] }]);
  });

  test("a side without changes takes all of the other", () => {
    for (const other of ["", "一", "五\n四\n三", `${BASE}\n`]) {
      expect(mergeTexts(BASE, BASE, other)).toEqual({ text: other, overlaps: [] });
      expect(mergeTexts(BASE, other, BASE)).toEqual({ text: other, overlaps: [] });
    }
  });
});
