import { describe, expect, test } from "vitest";
import { nextSaveState, type SaveEvent, type SaveState } from "./save-state.ts";

const at = new Date("2026-01-01T08:00:00Z");
const saved: SaveState = { kind: "saved", at };
const stateAfter = (...events: SaveEvent[]): SaveState => events.reduce(nextSaveState, saved);

describe("save state", () => {
  test("an edit is saved only once the server acknowledges it", () => {
    expect(stateAfter({ kind: "edited" })).toEqual({ kind: "edited" });
    expect(stateAfter({ kind: "edited" }, { kind: "sent" })).toEqual({ kind: "saving", edited: false });
    expect(stateAfter({ kind: "edited" }, { kind: "sent" }, { kind: "acknowledged", at })).toEqual(saved);
  });

  test("an edit while saving stays unsaved after the acknowledgement", () => {
    expect(stateAfter({ kind: "edited" }, { kind: "sent" }, { kind: "edited" }, { kind: "acknowledged", at })).toEqual({
      kind: "edited",
    });
  });

  test("an unreachable server leaves the text unsaved, and it may be sent again", () => {
    const offline = stateAfter({ kind: "edited" }, { kind: "sent" }, { kind: "unreachable" });
    expect(offline).toEqual({ kind: "offline" });
    expect(nextSaveState(offline, { kind: "sent" })).toEqual({ kind: "saving", edited: false });
  });

  test("a conflict is left only by a person's decision", () => {
    const conflict = stateAfter({ kind: "edited" }, { kind: "sent" }, { kind: "stale" });
    expect(nextSaveState(conflict, { kind: "edited" })).toEqual({ kind: "conflict" });
    expect(nextSaveState(conflict, { kind: "sent" })).toEqual({ kind: "conflict" });
    expect(nextSaveState(conflict, { kind: "kept" })).toEqual({ kind: "edited" });
    expect(nextSaveState(conflict, { kind: "acknowledged", at })).toEqual(saved);
  });

  test("nothing is sent twice, or when there is nothing to send", () => {
    expect(stateAfter({ kind: "sent" })).toEqual(saved);
    const saving = stateAfter({ kind: "edited" }, { kind: "sent" }, { kind: "edited" });
    expect(nextSaveState(saving, { kind: "sent" })).toEqual(saving);
  });

  test("a submitted version never becomes edited", () => {
    expect(stateAfter({ kind: "locked" }, { kind: "edited" }, { kind: "sent" })).toEqual({ kind: "readonly" });
  });
});
