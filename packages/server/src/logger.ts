import { pino } from "pino";

/** One JSON line per event, on standard error, so that what a person reads on standard output stays readable. */
export const logger = pino({ name: "fray" }, pino.destination(2));
