import { parseArgsStringToArgv } from "string-argv";

/** A program and its arguments, as the system takes them. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** Splits a command line at spaces, but not inside quotes, as a shell would; nothing else of a shell. Undefined if empty. */
export function parseCommand(line: string): Command | undefined {
  const [file, ...args] = parseArgsStringToArgv(line);
  return file === undefined ? undefined : { file, args };
}
