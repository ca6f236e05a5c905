/** The workloads as an analyst writes them: doubles, CASE for bands, window functions over the months. */

const band = (value: string, edges: readonly number[], results: readonly (number | string)[]): string =>
  `CASE ${edges.map((edge, at) => `WHEN ${value} < ${edge} THEN ${results[at]}`).join(" ")} ELSE ${results.at(-1)} END`;

/** `?` of the value changed; `months` holds agent, month and the figures by their short names. */
export const queries: ReadonlyMap<string, (lever: number) => string> = new Map([
  [
    "v6.0",
    (perVisitor: number) => `
      WITH past AS (
        SELECT *,
          avg(visitors) OVER quarter AS mean, count(visitors) OVER quarter AS months
        FROM (SELECT *, month / 3.0 - (month % 3) / 3.0 AS q FROM months) AS m
        WINDOW quarter AS (PARTITION BY agent ORDER BY q RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING)
      ), shares AS (
        SELECT *, target - daily * sick AS adjusted,
          months = 0 OR joined > joined_limit AS outside
        FROM past
      ), parts AS (
        SELECT *, CASE WHEN adjusted > 0 THEN enquiries / adjusted ELSE 0 END AS share FROM shares
      ), bonuses AS (
        SELECT *, round((visitors * ${perVisitor} + paid * 50)
            * ${band("share", [0.6, 0.8, 1, 1.2], [0, 0.6, 0.8, 1, 1.2])}
            + CASE WHEN position = 2 THEN 0 WHEN share > 1 THEN (share - 1) * 500 ELSE 0 END, 2) AS bonus
        FROM parts
      )
      SELECT id, share, bonus,
        CASE WHEN outside THEN 0 ELSE ${band("mean", [10, 20, 35, 50], [1, 2, 3, 4, 5])} END AS level,
        CASE WHEN outside THEN offered ELSE ${band("mean", [10, 20, 35, 50], [2000, 2300, 2800, 3400, 4200])} END
          + bonus AS pay
      FROM bonuses`,
  ],
  [
    "scorecard",
    (best: number) => `
      WITH points AS (
        SELECT id, agent, month, amount,
          CASE WHEN deals >= 1 THEN 120 ELSE ${band("leads", [5, 10, 20], [40, 60, 80, best])} END * 0.5
            + (knowledge + judgement + execution) * 0.1
            + ${band("calls", [5, 10, 20], [40, 60, 80, 100])} * 0.2 AS total
        FROM months
      ), grades AS (
        SELECT *, ${band("total", [60, 80, 100], ["'D'", "'C'", "'B'", "'A'"])} AS grade FROM points
      ), islands AS (
        SELECT *, month - row_number() OVER (PARTITION BY agent, grade = 'D' ORDER BY month) AS island FROM grades
      ), streaks AS (
        SELECT *, CASE WHEN grade = 'D'
          THEN row_number() OVER (PARTITION BY agent, grade = 'D', island ORDER BY month) ELSE 0 END AS streak
        FROM islands
      )
      SELECT id, total, grade, streak = 3 AS training, streak >= 4 AS review, round(amount * total / 100, 2) AS pay
      FROM streaks`,
  ],
  [
    "windowed",
    (percent: number) => `
      WITH looked AS (
        SELECT *,
          avg(sales) OVER (PARTITION BY agent ORDER BY month RANGE BETWEEN 2 PRECEDING AND CURRENT ROW) AS mean,
          rank() OVER (PARTITION BY month, department ORDER BY sales DESC) AS place,
          month - row_number() OVER (PARTITION BY agent, sales >= 50000 ORDER BY month) AS island
        FROM months
      ), streaks AS (
        SELECT *, CASE WHEN sales >= 50000
          THEN row_number() OVER (PARTITION BY agent, sales >= 50000, island ORDER BY month) ELSE 0 END AS streak
        FROM looked
      )
      SELECT id, round(mean * ${percent} / 100
        + CASE WHEN streak > 12 THEN 12 ELSE streak END * 100
        + CASE WHEN place <= 10 THEN 500 ELSE 0 END, 2) AS pay
      FROM streaks`,
  ],
]);
