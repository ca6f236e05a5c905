/**
 * What the client and the worker of a study say to each other. What runs pay is sent once and then
 * called by a number: it is long, and asked about again and again while a lever is dragged.
 */
import type { Group, Month, Move } from "../../../engine/index.ts";
import type {
  CompareQuestion,
  PaidMonth,
  PopulationSource,
  SeekQuestion,
  StudyScheme,
  Surroundings,
  WhatIfQuestion,
} from "./study-api.ts";

/** A scheme whose runs are called by the number under which they were sent. */
export type SentScheme = Extract<StudyScheme, { kind: "version" }> | { readonly kind: "runs"; readonly sent: number };

export type Asked =
  | { readonly question: "open"; readonly source: PopulationSource; readonly around: Surroundings }
  | {
      readonly question: "compare";
      readonly schemes: readonly SentScheme[];
      readonly asked: Omit<CompareQuestion, "schemes">;
    }
  | {
      readonly question: "explainPair";
      readonly schemes: readonly [SentScheme, SentScheme];
      readonly agent: string;
      readonly month: Month;
      readonly pay: readonly string[] | undefined;
    }
  | { readonly question: "levers"; readonly text: string }
  | {
      readonly question: "whatIf";
      readonly baseline: SentScheme | undefined;
      readonly asked: Omit<WhatIfQuestion, "baseline">;
      readonly how: "quick" | "full";
    }
  | { readonly question: "apply"; readonly text: string; readonly move: Move }
  | { readonly question: "why"; readonly from: string; readonly to: string; readonly group: Group | undefined }
  | { readonly question: "tornado"; readonly text: string; readonly move: Move; readonly group: Group | undefined }
  | { readonly question: "seek"; readonly asked: SeekQuestion };

export type ToStudy =
  | { readonly kind: "paid"; readonly sent: number; readonly paid: readonly PaidMonth[] }
  | { readonly kind: "ask"; readonly id: number; readonly asked: Asked }
  | { readonly kind: "giveUp"; readonly id: number };

export type FromStudy =
  /** Sent when the worker has started and between pieces of long work, so that the page knows it is alive. */
  | { readonly kind: "alive" }
  | { readonly kind: "progress"; readonly id: number; readonly done: number; readonly total: number }
  /** `undefined` where it was given up. */
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  /** The population cannot be had, or this program has a fault. */
  | { readonly kind: "failed"; readonly id: number; readonly message: string };
