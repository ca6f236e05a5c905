import { describe, expect, test } from "vitest";
import { changeBetween, TextHistory } from "./text-history.ts";

/** A text under edit: what each view does to it, as the draft does. */
class Text {
  readonly history = new TextHistory();
  text: string;
  #clock = 0;
  constructor(text: string) {
    this.text = text;
  }
  type(...texts: string[]): this {
    for (const text of texts) {
      const change = changeBetween(this.text, text);
      this.#clock += 100;
      if (change) this.history.recordTyped(change, this.#clock);
      this.text = text;
    }
    return this;
  }
  pause(): this {
    this.#clock += 60_000;
    return this;
  }
  edit(text: string): this {
    const change = changeBetween(this.text, text);
    if (change) this.history.record(change);
    this.text = text;
    return this;
  }
  undo(): string {
    this.text = this.history.undo(this.text);
    return this.text;
  }
  redo(): string {
    this.text = this.history.redo(this.text);
    return this.text;
  }
}

describe("the undo history of a text", () => {
  test("what is typed in one go is one step", () => {
    const text = new Text("系数 = ").type("系数 = 1", "系数 = 1.", "系数 = 1.2");
    expect(text.undo()).toBe("系数 = ");
    expect(text.redo()).toBe("系数 = 1.2");
    expect(text.history.canRedo).toBe(false);
  });

  test("a pause, another place and a line break begin a new step", () => {
    const text = new Text("ab").type("abc").pause().type("abcd");
    expect(text.undo()).toBe("abc");
    text.type("abcd").type("Xabcd").type("Xabcd\n");
    expect([text.undo(), text.undo(), text.undo()]).toEqual(["Xabcd", "abcd", "abc"]);
  });

  test("an input method rewrites what it has just written", () => {
    const text = new Text("|").type("n|", "ni|", "你|", "你h|", "你好|");
    expect(text.undo()).toBe("|");
  });

  test("deleting backwards goes on beyond what was typed", () => {
    const text = new Text("1234").type("12345", "1234", "123", "12");
    expect(text.undo()).toBe("1234");
    expect(text.redo()).toBe("12");
  });

  test("an edit of a grid is one step among what is typed, and nothing joins it", () => {
    const text = new Text("a=1 b=2").edit("a=3 b=4").type("a=3 b=45");
    expect(text.undo()).toBe("a=3 b=4");
    expect(text.undo()).toBe("a=1 b=2");
    expect(text.history.canUndo).toBe(false);
    expect([text.redo(), text.redo()]).toEqual(["a=3 b=4", "a=3 b=45"]);
  });

  test("a new edit forgets what was undone", () => {
    const text = new Text("1").edit("2");
    text.undo();
    text.edit("3");
    expect(text.redo()).toBe("3");
    expect(text.undo()).toBe("1");
  });

  test("the oldest steps are forgotten, the newer ones still apply", () => {
    const text = new Text("0");
    for (let step = 1; step <= 600; step++) text.edit(String(step));
    for (let step = 0; step < 600; step++) text.undo();
    expect(text.text).toBe("100");
  });

  test("random edits are undone and done again to the letter", () => {
    const text = new Text("");
    const states = [""];
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    for (let step = 0; step < 200; step++) {
      const start = random(text.text.length + 1);
      const end = start + random(text.text.length - start + 1);
      const next = text.text.slice(0, start) + "😀😁甲\n".slice(0, random(7)) + text.text.slice(end);
      if (next === text.text) continue;
      text.edit(next);
      states.push(next);
    }
    for (const state of states.slice(0, -1).reverse()) expect(text.undo()).toBe(state);
    for (const state of states.slice(1)) expect(text.redo()).toBe(state);
  });
});

test("a change never stands between the halves of a character", () => {
  expect(changeBetween("a😀b", "a😁b")).toEqual({ start: 1, removed: "😀", inserted: "😁" });
});
