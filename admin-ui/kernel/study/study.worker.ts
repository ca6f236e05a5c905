import type { DataSetList } from "../../../server/api-types.ts";
import { send } from "../../api/client.ts";
import { readAgentMonths } from "../agent-months-arrow.ts";
import type { StudyData } from "./study.ts";
import type { FromStudy, ToStudy } from "./study-messages.ts";
import { StudySession } from "./study-session.ts";
import { Turns } from "./turns.ts";

const post = (message: FromStudy): void => self.postMessage(message);

const data: StudyData = {
  async extent(dataset) {
    const { datasets } = (await (await send("/datasets")).json()) as DataSetList;
    const found = datasets.find(({ id }) => id === dataset);
    if (!found) throw new Error(`there is no data set ${dataset}`);
    return { revision: found.revision, months: [...found.months].sort() };
  },
  async load({ dataset, revision, month }, catalogue) {
    const query = new URLSearchParams({ month, revision: String(revision) });
    const answer = await send(`/datasets/${encodeURIComponent(dataset)}/agent-months.arrow?${query}`);
    return readAgentMonths(new Uint8Array(await answer.arrayBuffer()), catalogue);
  },
};

const turns = new Turns(() => post({ kind: "alive" }));
const session = new StudySession({ post, pause: () => turns.pause(), data });

self.onmessage = ({ data: message }: MessageEvent<ToStudy>) => session.receive(message);

// The page counts the silence of a worker only once it has spoken.
post({ kind: "alive" });
