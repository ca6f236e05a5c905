import { type Accessor, batch, createEffect, createSignal, onCleanup } from "solid-js";
import { applyEdits, type TextEdit } from "../../../engine/index.ts";
import type { Version } from "../../../server/api-types.ts";
import { ApiError, api, type Tagged } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import type { StepRequest } from "../../api/step-request.ts";
import { versionsApi } from "../../api/versions.ts";
import { may } from "../../app/session.ts";
import { dropLocalCopy, keepLocalCopy, readLocalCopy } from "./local-copy.ts";
import { maySend, nextSaveState, type SaveEvent, type SaveState } from "./save-state.ts";
import { changeBetween, type TextChange, TextHistory, withLineFeeds } from "./text-history.ts";

/** A pause in typing after which a draft saves itself, and between attempts to reach the server. */
const PAUSE = 900;
const RETRY = 4000;

/**
 * The text of a version on its way between the views that edit it and the server. All views edit this one
 * text, and there is one history of it: what was done in the tables is undone in the text and the other way.
 */
export interface Draft {
  /** Lines end with a line feed alone, as in the editor, so that offsets are the same everywhere. */
  readonly text: Accessor<string>;
  /** What the text was edited from, as far as it is known: what both sides of a conflict began with. */
  readonly base: Accessor<string | undefined>;
  /** As the server last confirmed it. */
  readonly version: Accessor<Version>;
  readonly state: Accessor<SaveState>;
  /** True where the text was brought back from this browser when the page opened. */
  readonly recovered: boolean;
  /** The text as it is after a key; what is typed in one go is one step of undo. */
  type(text: string): void;
  /**
   * All edits as one step of undo; their spans are offsets into the present text. Nothing happens to a text
   * that cannot be edited.
   * @throws RangeError where edits overlap
   */
  applyEdits(edits: readonly TextEdit[]): void;
  undo(): void;
  redo(): void;
  readonly canUndo: Accessor<boolean>;
  readonly canRedo: Accessor<boolean>;
  save(): Promise<void>;
  /** Settles a conflict: the next save overwrites what the server has now. */
  keepMine(): Promise<void>;
  /** Settles a conflict: the server's text takes the place of the one on the page. */
  takeTheirs(): Promise<void>;
  /** Settles a conflict: a text that has both sides' changes takes the place of what the server has. */
  merge(text: string, theirs: Tagged): Promise<void>;
  /** @throws ApiError with the server's reason */
  take(request: StepRequest): Promise<void>;
}

export function createDraft(opened: Tagged): Draft {
  const { id } = opened.version;
  const copy = isEditable(opened.version) ? readLocalCopy(id) : undefined;
  const unsaved = copy !== undefined && copy.text !== opened.version.text ? copy : undefined;

  const [text, setText] = createSignal(withLineFeeds(unsaved?.text ?? opened.version.text));
  const [version, setVersion] = createSignal(opened.version);
  const [state, setState] = createSignal<SaveState>(initialState(opened, unsaved?.etag));
  const [base, setBase] = createSignal(
    unsaved === undefined || unsaved.etag === opened.etag ? withLineFeeds(opened.version.text) : unsaved.base,
  );
  let etag = unsaved?.etag ?? opened.etag;
  const happened = (event: SaveEvent): SaveState => setState((before) => nextSaveState(before, event));

  const keep = (): void => {
    const from = base();
    keepLocalCopy(id, { text: text(), etag, ...(from !== undefined && { base: from }) });
  };
  const history = new TextHistory();
  const [reach, setReach] = createSignal({ undo: false, redo: false });
  /** Takes a text that the history already knows of. */
  const take = (next: string): void => {
    batch(() => {
      setText(next);
      setReach({ undo: history.canUndo, redo: history.canRedo });
      happened({ kind: "edited" });
    });
    keep();
  };
  const change = (next: string, record: (change: TextChange) => void): void => {
    const changed = changeBetween(text(), next);
    if (changed === undefined || state().kind === "readonly") return;
    record(changed);
    take(next);
  };
  const replace = (next: string): void => change(withLineFeeds(next), (replaced) => history.record(replaced));

  const accept = (saved: Tagged): void => {
    etag = saved.etag;
    setVersion(saved.version);
    setBase(withLineFeeds(saved.version.text));
    if (happened({ kind: "acknowledged", at: new Date(saved.version.updatedAt) }).kind === "saved") dropLocalCopy(id);
    else keep();
  };

  const save = async (): Promise<void> => {
    if (!maySend(state())) return;
    happened({ kind: "sent" });
    try {
      accept(await api.save(id, text(), etag));
    } catch (failure) {
      happened(failureEvent(failure));
    }
  };

  // A pause in typing saves; while the server is out of reach it is asked again and again.
  createEffect(() => {
    const { kind } = state();
    if (kind !== "edited" && kind !== "offline") return;
    text();
    const timer = setTimeout(save, kind === "edited" ? PAUSE : RETRY);
    onCleanup(() => clearTimeout(timer));
  });

  return {
    text,
    base,
    version,
    state,
    recovered: unsaved !== undefined && unsaved.etag === opened.etag,
    type: (next) => change(next, (typed) => history.recordTyped(typed, performance.now())),
    applyEdits: (edits) => replace(applyEdits(text(), edits)),
    undo() {
      if (history.canUndo && state().kind !== "readonly") take(history.undo(text()));
    },
    redo() {
      if (history.canRedo && state().kind !== "readonly") take(history.redo(text()));
    },
    canUndo: () => reach().undo,
    canRedo: () => reach().redo,
    save,
    async keepMine() {
      etag = (await api.version(id)).etag;
      happened({ kind: "kept" });
      await save();
    },
    async takeTheirs() {
      const theirs = await api.version(id);
      replace(theirs.version.text);
      accept(theirs);
    },
    async merge(merged, theirs) {
      etag = theirs.etag;
      setBase(withLineFeeds(theirs.version.text));
      replace(merged);
      happened({ kind: "kept" });
      await save();
    },
    async take(request) {
      const taken = await versionsApi.takeStep(id, etag, request);
      etag = taken.etag;
      setVersion(taken.version);
      happened(isEditable(taken.version) ? { kind: "returned", at: new Date() } : { kind: "locked" });
    },
  };
}

/** Only a draft, and only by who may edit drafts. */
const isEditable = ({ status }: Version): boolean => status === "draft" && may("editor");

function initialState({ version, etag }: Tagged, unsaved: string | undefined): SaveState {
  if (!isEditable(version)) return { kind: "readonly" };
  if (unsaved === undefined) return { kind: "saved", at: new Date(version.updatedAt) };
  return unsaved === etag ? { kind: "edited" } : { kind: "conflict" };
}

function failureEvent(failure: unknown): SaveEvent {
  if (failure instanceof ApiError && failure.unreachable) return { kind: "unreachable" };
  if (failure instanceof ApiError && failure.problem?.status === 412) return { kind: "stale" };
  return { kind: "refused", reason: reason(failure) };
}
