import { readFileSync } from "node:fs";
import { readCatalogue } from "../../../engine/index.ts";

const SHIPPED = readFileSync(new URL("../../../rulesets/metrics.kpi.md", import.meta.url), "utf8");
/** A percentage that is imported, of which the shipped catalogue has none. */
const PERCENTAGE = `
\`\`\`kpi
metrics
| 指标   | 英文键    | 单位 | 小数位 | 允许值         |
| 通过率 | pass_rate | %    | 4      | [0% .. 10000%] |
\`\`\`
`;

/** The shipped metrics and a percentage. */
export const catalogueText = `${SHIPPED}\n## 测试\n${PERCENTAGE}`;
export const definitions = readCatalogue(catalogueText);

export const { catalogue } = definitions;

/** Work that is never cancelled and whose progress nobody watches. */
export const STEPS = { progress: () => {}, cancelled: () => false };
