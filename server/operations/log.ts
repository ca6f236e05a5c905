import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from "pino";

export type Log = Logger;

export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const STANDARD_ERROR = 2;

/**
 * The log: one JSON object a line. Nothing in it is about a person: no names, no 工号, no amounts, no addresses,
 * no texts; requests stand in it by the pattern of their route, errors as `faultOf` says.
 */
export const createLog = (level: LogLevel, stream: DestinationStream = destination(STANDARD_ERROR)): Log =>
  pino(
    {
      level,
      // Neither the machine's name: it may be a person's.
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
