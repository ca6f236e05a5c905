import type { RunLine, RunSummary } from "../../../server/api-types.ts";
import { runsApi } from "../../api/runs.ts";

/** A published month in which somebody is paid. */
export interface OwnMonth {
  readonly run: RunSummary;
  readonly line: RunLine;
}

const AT_ONCE = 6;

/** The published months of an agent, the latest first. */
export async function ownMonths(agent: string): Promise<readonly OwnMonth[]> {
  const published = (await runsApi.list()).filter(({ status }) => status === "published");
  const found: OwnMonth[] = [];
  for (let from = 0; from < published.length; from += AT_ONCE) {
    const some = published.slice(from, from + AT_ONCE);
    const lines = await Promise.all(some.map(({ id }) => runsApi.lineOf(id, agent)));
    found.push(...some.flatMap((run, at) => (lines[at] ? [{ run, line: lines[at] }] : [])));
  }
  return found;
}
