/** A catalogue for generated schemes: every type, bounds of every kind, and figures beyond what a float holds. */
import { readCatalogue } from "../catalogue/read-catalogue.ts";

const TEXT = `---
catalogue: metrics
title: 生成的方案用的指标
version: 1.0
---

# 1 指标

\`\`\`kpi
units
| 单位 | 等于    | 英文   |
| 人   |         | person |
| 分   |         | point  |
| 分钟 | 60 秒   | minute |
| 秒   |         | second |

metrics
| 指标   | 英文键     | 单位 | 小数位 | 允许值                   |
| 人数   | people     | 人   | 0      | [0 .. 100000]            |
| 新人数 | joiners    | 人   | 0      | [0 .. 40]                |
| 净增   | growth     |      | 0      | [-50 .. 50]              |
| 系数   | factor     |      | 2      | [0 .. 10]                |
| 比值   | ratio      |      | 6      |                          |
| 金额   | amount     | CNY  | 2      | [0 .. 1000000000]        |
| 差额   | difference | CNY  | 2      | [-1000000 .. 1000000]    |
| 巨额   | hostile    | CNY  |        |                          |
| 达成   | attainment | %    | 1      | [0% .. 300%]             |
| 评分   | rating     | 分   | 0      | 60, 80, 100              |
| 得分   | points     | 分   | 2      | [0 .. 100]               |
| 时长   | duration   | 秒   | 0      | [0 .. 100000]            |
| 岗位   | position   |      |        | 外呼, 客服, 质检         |
| 级别   | level      |      |        | 未评定, 初级, 中级, 高级 |
| 部门   | department |      |        | 文字                     |
| 小组   | team       |      |        | 文字                     |
| 入职日 | hired      |      |        | 日期                     |
| 转正日 | confirmed  |      |        | 日期                     |
| 在职   | active     |      |        | 是/否                    |
| 试用   | probation  |      |        | 是/否                    |

rates
| 指标   | 英文键     | 分子   | 分母 |
| 人均额 | per_person | 金额   | 人数 |
| 新人率 | join_rate  | 新人数 | 人数 |
\`\`\`
`;

export const { catalogue, diagnostics: catalogueFindings } = readCatalogue(TEXT);
