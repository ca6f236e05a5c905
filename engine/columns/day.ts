const DAY = 86_400_000;

/** A date `YYYY-MM-DD` as days since 1970-01-01; `undefined` for what is no date of the calendar. */
export function dayNumber(text: string): number | undefined {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(milliseconds)) return undefined;
  const day = milliseconds / DAY;
  return dayText(day) === text ? day : undefined;
}

export const dayText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
