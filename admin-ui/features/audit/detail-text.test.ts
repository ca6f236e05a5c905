import { expect, test } from "vitest";
import { detailText } from "./detail-text.ts";

test("what was recorded reads as a line, down to its parts", () => {
  const ratings = [
    { agent: "D1001", value: "80" },
    { agent: "D1002", value: null },
  ];
  expect(detailText({ month: "2025-06", ratings })).toBe(
    "month: 2025-06; ratings: agent: D1001; value: 80, agent: D1002; value: –",
  );
  expect(detailText(["editor", "reviewer"])).toBe("editor, reviewer");
  expect(detailText(0)).toBe("0");
  expect(detailText(false)).toBe("false");
});
