import type { Compilation } from "../compile.ts";
import type { Localized } from "../diagnostics/localized.ts";
import { contains } from "../source/span.ts";
import { paragraphs, plain, same } from "./markdown.ts";
import type { Hover } from "./types.ts";

/** What the institution is that the scheme is held to, and what a waiver accepts. */
export function codeHover(compilation: Compilation, offset: number): Hover | undefined {
  for (const statement of compilation.statements) {
    if (statement.kind !== "held" && statement.kind !== "waive") continue;
    const { name, span } = statement.kind === "held" ? statement.institution : statement.code;
    if (!contains(span, offset)) continue;
    const text =
      statement.kind === "held"
        ? describeInstitution(compilation, name)
        : accepted(compilation, name, statement.reason);
    return text && { span, text };
  }
  return undefined;
}

const described = ({ zh, en }: Localized): Localized => ({ zh: plain(zh), en: plain(en) });

function describeInstitution({ institutions }: Compilation, id: string): Localized | undefined {
  const institution = institutions.get(id);
  if (!institution) return undefined;
  const { title, version, requirements, deadlines } = institution;
  const [rules, dates] = [String(requirements.length), String(deadlines.size)];
  return paragraphs([
    same(`**${plain(title)}** · ${plain(version)}`),
    { zh: `${rules} 项要求，${dates} 个期限`, en: `requirements: ${rules}, deadlines: ${dates}` },
  ]);
}

function accepted({ diagnostics }: Compilation, code: string, reason: string): Localized | undefined {
  const found = diagnostics.filter((one) => one.code === code && one.waived === reason);
  return found.length > 0 ? paragraphs(found.map(({ message }) => described(message))) : undefined;
}
