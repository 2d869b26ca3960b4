import { parseArgsStringToArgv } from "string-argv";

/** A program and its arguments, in the system's form. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** Splits a command line at spaces, but not inside quotes. No other shell syntax is supported. Undefined if empty. */
export function parseCommand(line: string): Command | undefined {
  const [file, ...args] = parseArgsStringToArgv(line);
  return file === undefined ? undefined : { file, args };
}
