const CHINESE = "一二三四五六七八九十百零〇";
const NUMBER = new RegExp(
  [
    `^(第[${CHINESE}\\d]+[章节条款])`, // 第三章
    `^([（(][${CHINESE}\\d]+[）)])`, // （一）
    `^([${CHINESE}]+)[、.．]`, // 三、
    `^(附(?:件|录|表)[${CHINESE}\\d]*)`, // 附表1
    `^(\\d+(?:\\.\\d+)*(?:\\s+[a-z](?=[)）\\s]))?)[.、．)）]?(?=\\s|[^\\d.])`, // 3.4.1, 3.4.1 d)
    `^([a-z])[)）.]`, // d)
  ].join("|"),
);

/** 三 and 3.4: what a further number is joined to by a point. */
const COUNTED = new RegExp(`^[${CHINESE}\\d]+(?:\\.\\d+)*$`);

/**
 * Splits a heading into its number and its title: `三、绩效奖金` is 三 and 绩效奖金. A lone letter or
 * number counts within the clause above it: `d)` under 3.4.1 is 3.4.1 d, `2.` under 三 is 三.2. A
 * heading without a number has an empty one.
 */
export function headingNumber(heading: string, parent: string): { number: string; title: string } {
  const text = heading.trim();
  const match = NUMBER.exec(text);
  const own = match?.slice(1).find((group) => group !== undefined);
  if (!match || own === undefined) return { number: "", title: text };
  const title = text.slice(match[0].length).replace(/^[\s)）.、．:：]+/, "");
  return { number: within(parent, own.replace(/\s+/g, " ")), title: title === "" ? text : title };
}

function within(parent: string, own: string): string {
  if (parent === "" || !/^(?:[a-z]|\d+)$/.test(own)) return own;
  return `${parent}${COUNTED.test(parent) && /^\d/.test(own) ? "." : " "}${own}`;
}
