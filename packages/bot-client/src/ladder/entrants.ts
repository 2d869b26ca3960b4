import type { Runtime } from "@fray/netcode/core";
import { FIXED_SKILLS, stepsOf, type FixedSkill } from "@fray/shared-state/protocol/bot-skill";
import { existsSync } from "node:fs";
import { basename, extname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { parseCommand, type Command } from "../exec/command.ts";
import { greet } from "../exec/greet.ts";
import { findProgram } from "../exec/isolation/find-program.ts";
import { observe } from "../exec/observe.ts";
import { Brains } from "../swarm/brains.ts";
import { checkModule } from "./check-module.ts";
import { EntrantError, type Entrant, type Seating } from "./entrant.ts";
import { greetModule, observeForModule } from "./module-wire.ts";
import { LADDER_PATIENCE, type PatienceLimits } from "./patience.ts";
import { programEntrant } from "./program-entrant.ts";

export interface EntrantOptions {
  readonly patience?: PatienceLimits;
  /** Receives the lines that an entrant in a separate process writes to its standard error, and its first error. */
  readonly tell?: (line: string) => void;
}

const HOST = fileURLToPath(new URL("module-host.ts", import.meta.url));
/** A module that uses more than this, in MB, ends with an error that says so. */
const MAX_HEAP_MB = 768;
const MODULES: ReadonlySet<string> = new Set([".ts", ".mts", ".js", ".mjs"]);
/** Interpreters for programs that are named only by their file. */
const INTERPRETERS: Readonly<Record<string, string>> = { ".py": "python3" };

/** Not one skill, but a spread. */
const MIXED = "mixed";

const goHome = async (): Promise<void> => {};

/** Whether a name on the command line stands for a skill of our own brains. */
export const isSkill = (name: string): name is Exclude<FixedSkill, typeof MIXED> =>
  name !== MIXED && FIXED_SKILLS.some((skill) => skill === name);

/**
 * Loads the entrant that a name on the command line stands for: a skill of our own brains, which plays in this
 * process; a module of a bot written with the SDK; or a command that speaks the line protocol. Modules and commands
 * run in separate processes. Throws an `EntrantError` for a name that can't be a bot.
 */
export async function loadEntrant(runtime: Runtime, name: string, options: EntrantOptions = {}): Promise<Entrant> {
  if (isSkill(name)) {
    const enter = async ({ arena, seed }: Seating) => ({
      mind: new Brains(stepsOf(name), seed).create(arena, 0),
      leave: goHome,
    });
    return { name, enter };
  }
  if (name === MIXED) throw new EntrantError(`${name}: name one skill: ${FIXED_SKILLS.filter(isSkill).join(", ")}`);
  if (MODULES.has(extname(name)) && !name.includes(" ")) return loadModule(runtime, name, options);
  const interpreter = INTERPRETERS[extname(name)];
  const command = parseCommand(interpreter && !name.includes(" ") ? `${interpreter} "${name}"` : name);
  if (!command) throw new EntrantError(`"${name}" names nobody`);
  return loadProgram(runtime, name, command, options);
}

async function loadModule(runtime: Runtime, path: string, options: EntrantOptions): Promise<Entrant> {
  if (!existsSync(path)) throw new EntrantError(`${path}: there is no such file`);
  const host = { file: process.execPath, args: [`--max-old-space-size=${MAX_HEAP_MB}`, HOST, resolve(path)] };
  const reason = await checkModule(runtime, host, options.patience ?? LADDER_PATIENCE);
  if (reason !== undefined) throw new EntrantError(`${path}: ${reason}`);
  const wire = { command: host, greet: ({ arena }: Seating) => greetModule(arena), observe: observeForModule };
  return programEntrant(runtime, basename(path), wire, { ...withDefaults(options), stays: true });
}

function loadProgram(runtime: Runtime, name: string, command: Command, options: EntrantOptions): Entrant {
  if (findProgram(command.file) === undefined) throw new EntrantError(`${name}: there is no program ${command.file}`);
  const file = command.args.find((argument) => extname(argument) !== "") ?? name;
  const wire = { command, greet: ({ arena, dt }: Seating) => greet(name, arena, 1 / dt), observe };
  return programEntrant(runtime, basename(file), wire, { ...withDefaults(options), stays: false });
}

const withDefaults = ({ patience = LADDER_PATIENCE, tell = () => {} }: EntrantOptions) => ({ patience, tell });
