import { createSignal, Show } from "solid-js";
import type { Import } from "../../../server/api-types.ts";
import type { ReadingChoice } from "../../api/imports.ts";
import { language } from "../../app/preferences.ts";
import { may } from "../../app/session.ts";
import { Button } from "../../components/button.tsx";
import { Select } from "../../components/select.tsx";
import { TextField } from "../../components/text-field.tsx";
import styles from "./imports.module.css";
import { m } from "./messages.ts";

/** Of an encoding that is to be recognised. */
const AUTO = "auto";
const ENCODINGS = [AUTO, "utf-8", "gb18030"] as const;
/** What can be set right only by reading the file again. */
const ABOUT_READING = ["header", "sheet"];

interface ReadingPanelProps {
  readonly found: Import;
  /** The file is read again. */
  readonly onRead: (choice: ReadingChoice) => Promise<void>;
}

/** What the file was taken for: its sheet, the line of its header, its encoding; all can be said otherwise. */
export function ReadingPanel(props: ReadingPanelProps) {
  const reading = () => props.found.reading;
  const [encoding, setEncoding] = createSignal<(typeof ENCODINGS)[number]>(props.found.choice.encoding ?? AUTO);
  const [sheet, setSheet] = createSignal(reading()?.sheet ?? 0);
  const [headerLine, setHeaderLine] = createSignal(String(reading()?.headerLine ?? ""));
  const isCsv = () => reading()?.format !== "xlsx";
  const line = () => (/^[1-9]\d{0,6}$/.test(headerLine().trim()) ? Number(headerLine().trim()) : undefined);
  const questions = () => reading()?.questions.filter(({ about }) => ABOUT_READING.includes(about)) ?? [];

  const choice = (): ReadingChoice => {
    const stated = encoding();
    const header = line();
    // Another sheet has a header of its own: it is recognised, unless somebody has said a line, too.
    const isMoved = sheet() !== reading()?.sheet && header === reading()?.headerLine;
    return {
      ...(isCsv() && stated !== AUTO && { encoding: stated }),
      ...(!isCsv() && { sheet: sheet() }),
      ...(header !== undefined && !isMoved && { headerLine: header }),
    };
  };

  return (
    <section class={styles.section} aria-label={m().reading}>
      <header>
        <h2>{m().reading}</h2>
        <Show when={reading()}>
          {(found) => <span class={styles.sample}>{m().recognised(found().rows, found().headerLine)}</span>}
        </Show>
      </header>
      <Show when={questions().length > 0}>
        <p class={styles.lack}>
          {questions()
            .map(({ message }) => message[language()])
            .join(" ")}
        </p>
      </Show>
      <Show when={may("editor")}>
        <form
          class={styles.row}
          onSubmit={(event) => {
            event.preventDefault();
            void props.onRead(choice());
          }}
        >
          <Show when={isCsv()}>
            <div class={styles.medium}>
              <span class={styles.label}>{m().encoding}</span>
              <Select
                label={m().encoding}
                options={ENCODINGS.map((value) => ({ value, label: encodingLabel(value, reading()?.encoding) }))}
                value={encoding()}
                onChange={(value) => setEncoding(ENCODINGS.find((each) => each === value) ?? AUTO)}
              />
            </div>
          </Show>
          <Show when={!isCsv() && reading()}>
            {(found) => (
              <div class={styles.medium}>
                <span class={styles.label}>{m().sheet}</span>
                <Select
                  label={m().sheet}
                  options={found().sheets.map(({ name, hidden }, at) => ({
                    value: String(at),
                    label: name,
                    ...(hidden && { hint: m().hidden }),
                  }))}
                  value={String(sheet())}
                  onChange={(value) => setSheet(Number(value))}
                />
              </div>
            )}
          </Show>
          <div class={styles.narrow}>
            <TextField
              label={m().headerLine}
              hint=""
              error={undefined}
              value={headerLine()}
              onChange={setHeaderLine}
              autofocus={false}
            />
          </div>
          <Button type="submit">{m().readAgain}</Button>
        </form>
      </Show>
    </section>
  );
}

/** Recognising names what it came to. */
function encodingLabel(
  value: (typeof ENCODINGS)[number],
  recognised: "utf-8" | "utf-16" | "gb18030" | undefined,
): string {
  const label = m().encodings[value];
  return value === AUTO && recognised !== undefined ? `${label}: ${m().encodings[recognised]}` : label;
}
