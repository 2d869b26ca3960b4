import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, resolve } from "node:path";

import type { Command } from "../command.ts";

/** File name extensions that Windows users leave out. */
const ENDINGS = process.platform === "win32" ? ["", ".exe", ".cmd", ".bat"] : [""];

/** Finds the path of the program of this name, as a shell would. Undefined when there is none. */
export function findProgram(name: string): string | undefined {
  const isPath = name.includes("/") || name.includes("\\");
  const folders = isPath ? [process.cwd()] : (process.env["PATH"] ?? "").split(delimiter);
  return folders
    .flatMap((folder) => ENDINGS.map((ending) => resolve(folder, name + ending)))
    .find((path) => isExecutable(path));
}

/**
 * Converts a command for another working folder: arguments that name a file or folder of this one become full paths.
 */
export function withFullPaths({ file, args }: Command): Command {
  return { file, args: args.map((argument) => fullPath(argument)) };
}

function fullPath(argument: string): string {
  const [, option = "", path = argument] = /^(--?[\w-]+=)(.*)$/.exec(argument) ?? [];
  return path !== "" && existsSync(path) ? option + resolve(path) : argument;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
