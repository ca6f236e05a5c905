import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";
import type { Version } from "../../../server/api-types.ts";
import { ApiError, api, type Tagged } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import type { StepRequest } from "../../api/step-request.ts";
import { may } from "../../app/session.ts";
import { dropLocalCopy, keepLocalCopy, readLocalCopy } from "./local-copy.ts";
import { maySend, nextSaveState, type SaveEvent, type SaveState } from "./save-state.ts";

/** A pause in typing after which a draft saves itself, and between attempts to reach the server. */
const PAUSE = 900;
const RETRY = 4000;

/** The text of a version on its way between the editor and the server. */
export interface Draft {
  /** What the editor starts from, and again what replaces its text after a conflict. */
  readonly given: Accessor<string>;
  readonly text: Accessor<string>;
  /** As the server last confirmed it. */
  readonly version: Accessor<Version>;
  readonly state: Accessor<SaveState>;
  /** True where the text was brought back from this browser when the page opened. */
  readonly recovered: boolean;
  edit(text: string): void;
  save(): Promise<void>;
  /** Settles a conflict: the next save overwrites what the server has now. */
  keepMine(): Promise<void>;
  /** Settles a conflict: the server's text takes the place of the one on the page. */
  takeTheirs(): Promise<void>;
  /** @throws ApiError with the server's reason */
  take(request: StepRequest): Promise<void>;
}

export function createDraft(opened: Tagged): Draft {
  const { id } = opened.version;
  const copy = isEditable(opened.version) ? readLocalCopy(id) : undefined;
  const unsaved = copy !== undefined && copy.text !== opened.version.text ? copy : undefined;

  // What is given anew takes the editor's place even where it was given before.
  const [given, setGiven] = createSignal(unsaved?.text ?? opened.version.text, { equals: false });
  const [text, setText] = createSignal(given());
  const [version, setVersion] = createSignal(opened.version);
  const [state, setState] = createSignal<SaveState>(initialState(opened, unsaved?.etag));
  let etag = unsaved?.etag ?? opened.etag;
  const happened = (event: SaveEvent): SaveState => setState((before) => nextSaveState(before, event));

  const accept = (saved: Tagged): void => {
    etag = saved.etag;
    setVersion(saved.version);
    if (happened({ kind: "acknowledged", at: new Date(saved.version.updatedAt) }).kind === "saved") dropLocalCopy(id);
    else keepLocalCopy(id, { text: text(), etag });
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
    given,
    text,
    version,
    state,
    recovered: unsaved !== undefined && unsaved.etag === opened.etag,
    edit(next) {
      if (next === text()) return;
      setText(next);
      if (happened({ kind: "edited" }).kind !== "readonly") keepLocalCopy(id, { text: next, etag });
    },
    save,
    async keepMine() {
      etag = (await api.version(id)).etag;
      happened({ kind: "kept" });
      await save();
    },
    async takeTheirs() {
      const theirs = await api.version(id);
      setText(theirs.version.text);
      setGiven(theirs.version.text);
      accept(theirs);
    },
    async take(request) {
      const taken = await api.takeStep(id, etag, request);
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
