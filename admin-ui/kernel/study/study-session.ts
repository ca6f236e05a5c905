import type { Turn } from "../../../engine/index.ts";
import { compareStudied } from "./compare.ts";
import { studyLevers } from "./levers.ts";
import { withMove } from "./moved.ts";
import { explainPair } from "./pair.ts";
import { seekStudied } from "./seek.ts";
import { NotStudied, Study, type StudyData } from "./study.ts";
import type { PaidMonth, PopulationInfo, PopulationSource, StudyScheme, Surroundings } from "./study-api.ts";
import type { Asked, FromStudy, SentScheme, ToStudy } from "./study-messages.ts";
import { tornado } from "./tornado.ts";
import { WhatIfs } from "./what-if.ts";
import { why } from "./why.ts";

export interface StudySessionPorts {
  readonly post: (message: FromStudy) => void;
  /** Resolves when messages that have arrived meanwhile have been received. */
  readonly pause: () => Promise<void>;
  readonly data: StudyData;
}

/** How finely progress is told. */
const PARTS = 100;

/**
 * The worker's side. Each question is worked on as it arrives; long ones give way, so that short ones
 * are answered meanwhile, and stop where they are given up.
 */
export class StudySession {
  readonly #ports: StudySessionPorts;
  readonly #working = new Map<number, AbortController>();
  readonly #paid = new Map<number, readonly PaidMonth[]>();
  #open: { readonly key: string; readonly opened: Promise<Opened> } | undefined;

  constructor(ports: StudySessionPorts) {
    this.#ports = ports;
  }

  receive(message: ToStudy): void {
    switch (message.kind) {
      case "paid":
        this.#paid.set(message.sent, message.paid);
        break;
      case "giveUp":
        this.#working.get(message.id)?.abort();
        break;
      case "ask":
        void this.#work(message.id, message.asked);
        break;
    }
  }

  /** Never rejects. */
  async #work(id: number, asked: Asked): Promise<void> {
    const { post } = this.#ports;
    const control = new AbortController();
    this.#working.set(id, control);
    try {
      const answer = await this.#answer(asked, this.#turnOf(id, control.signal));
      post({ kind: "answer", id, answer });
    } catch (cause) {
      if (control.signal.aborted) post({ kind: "answer", id, answer: undefined });
      else if (cause instanceof NotStudied) post({ kind: "answer", id, answer: { problem: cause.problem } });
      else post({ kind: "failed", id, message: cause instanceof Error ? cause.message : String(cause) });
    } finally {
      this.#working.delete(id);
    }
  }

  #turnOf(id: number, signal: AbortSignal): Turn {
    const { post, pause } = this.#ports;
    let told = 0;
    return {
      signal,
      pause,
      onProgress(share) {
        const done = Math.floor(share * PARTS);
        if (done <= told) return;
        told = done;
        post({ kind: "progress", id, done, total: PARTS });
      },
    };
  }

  async #answer(asked: Asked, turn: Turn): Promise<unknown> {
    if (asked.question === "open") return this.#opened(asked.source, asked.around, turn);
    if (!this.#open) throw new Error("no population was opened");
    const { study, whatIfs } = await this.#open.opened;
    switch (asked.question) {
      case "compare":
        return compareStudied(
          study,
          { ...asked.asked, schemes: asked.schemes.map((each) => this.#scheme(each)) },
          turn,
        );
      case "explainPair": {
        const [before, after] = asked.schemes;
        return explainPair(study, [this.#scheme(before), this.#scheme(after)], asked, asked.pay, turn);
      }
      case "levers":
        return studyLevers(study, asked.text);
      case "whatIf": {
        const { baseline } = asked;
        const question = { ...asked.asked, ...(baseline && { baseline: this.#scheme(baseline) }) };
        return whatIfs.answer(question, asked.how, turn);
      }
      case "apply":
        return withMove(study, asked.text, asked.move);
      case "why":
        return why(study, asked.from, asked.to, asked.group, turn);
      case "tornado":
        return tornado(study, asked.text, asked.move, asked.group, turn);
      case "seek":
        return seekStudied(study, asked.asked, turn);
    }
  }

  /** Of the population that is there already, if it is the one; else it is loaded, and questions wait for it. */
  async #opened(source: PopulationSource, around: Surroundings, { onProgress }: Turn): Promise<PopulationInfo> {
    const started = performance.now();
    const key = JSON.stringify([source, around]);
    if (this.#open?.key !== key) {
      const study = Study.open(source, around, this.#ports.data, onProgress);
      this.#open = { key, opened: study.then((found) => ({ study: found, whatIfs: new WhatIfs(found) })) };
    }
    const { opened } = this.#open;
    try {
      const info = await (await opened).study.info();
      return { ...info, milliseconds: performance.now() - started };
    } catch (cause) {
      // What could not be had now may be had later.
      if (this.#open?.opened === opened) this.#open = undefined;
      throw cause;
    }
  }

  #scheme(scheme: SentScheme): StudyScheme {
    if (scheme.kind === "version") return scheme;
    const paid = this.#paid.get(scheme.sent);
    if (!paid) throw new Error("these runs were not sent");
    return { kind: "runs", paid };
  }
}

interface Opened {
  readonly study: Study;
  readonly whatIfs: WhatIfs;
}
