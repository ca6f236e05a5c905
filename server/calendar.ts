/** The company's calendar: all deadlines are days in China, wherever the server stands. */

/** UTC+8 all year round, since 1991. */
const SHANGHAI = 8 * 60 * 60 * 1000;
const DAY = 24 * 60 * 60 * 1000;

/** `YYYY-MM-DD`, the day it is in Shanghai at an instant. */
export const shanghaiDay = (instant: Date): string => new Date(instant.getTime() + SHANGHAI).toISOString().slice(0, 10);

/** `YYYY-MM`, the month it is in Shanghai at an instant. */
export const shanghaiMonth = (instant: Date): string => shanghaiDay(instant).slice(0, 7);

/** The instant at which a day of Shanghai has ended, that is at which the next begins. */
export const endOfShanghaiDay = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - SHANGHAI + DAY);

/** The day so many days after a day; before it where negative. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
