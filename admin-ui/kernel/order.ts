const byPinyin = new Intl.Collator("zh-CN", { numeric: true });

/** Ascending by pinyin, numbers in texts by their value. */
export const compareTexts = (a: string, b: string): number => byPinyin.compare(a, b);
