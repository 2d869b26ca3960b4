import type { Arena } from "@fray/shared-state/arena/arena";
import { basename, extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";

import { parseCommand, type Command } from "../exec/command.ts";
import { createInputs } from "../sdk/action.ts";
import type { BotOptions } from "../sdk/run-bot.ts";
import { MIXED, SKILLS } from "../skills.ts";
import { Brains } from "../swarm/brains.ts";
import type { Mind } from "./headless-round.ts";
import { PatientProgram } from "./patient-program.ts";

/** Somebody on the ladder. */
export interface Entrant {
  readonly name: string;
  /** Sits down for a round: somebody new each time, so that no round depends on the one before. */
  enter(round: Seating): Promise<Seated>;
}

export interface Seating {
  readonly arena: Arena;
  /** Seconds per step. */
  readonly dt: number;
  /** The only source of chance. */
  readonly seed: number;
}

/** Somebody in a round. */
export interface Seated {
  readonly mind: Mind;
  leave(): Promise<void>;
}

/** An entrant that can't take part. The message is one line for the person who named it. */
export class EntrantError extends Error {
  override name = "EntrantError";
}

type Decide = BotOptions["decide"];

/** What a module exports that is a bot: `decide` as for `runBot`, or `createDecide` that makes one for each round. */
const BotModule = z.object({
  decide: z.custom<Decide>((value) => typeof value === "function").optional(),
  createDecide: z.custom<() => Decide>((value) => typeof value === "function").optional(),
});

const MODULES: ReadonlySet<string> = new Set([".ts", ".mts", ".js", ".mjs"]);
/** What runs a program of which only the file is named. */
const INTERPRETERS: Readonly<Record<string, string>> = { ".py": "python3" };

const goHome = async (): Promise<void> => {};
const isSkill = (name: string): name is keyof typeof SKILLS => name in SKILLS;

/**
 * The entrant that a name on the command line stands for: a skill of our own brains, a module of a bot written with the
 * SDK, or a command that speaks the protocol of lines.
 */
export async function loadEntrant(name: string): Promise<Entrant> {
  if (isSkill(name)) {
    const enter = async ({ arena, seed }: Seating) => ({
      mind: new Brains(name, seed).create(arena, 0),
      leave: goHome,
    });
    return { name, enter };
  }
  if (name === MIXED) throw new EntrantError(`${name}: name one skill: ${Object.keys(SKILLS).join(", ")}`);
  if (MODULES.has(extname(name)) && !name.includes(" ")) return loadModule(name);
  const interpreter = INTERPRETERS[extname(name)];
  const command = parseCommand(interpreter && !name.includes(" ") ? `${interpreter} "${name}"` : name);
  if (!command) throw new EntrantError(`"${name}" names nobody`);
  return programEntrant(name, command);
}

async function loadModule(path: string): Promise<Entrant> {
  const loaded: unknown = await import(pathToFileURL(resolve(path)).href).catch((error: unknown) => {
    throw new EntrantError(`${path}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`);
  });
  const { decide, createDecide } = BotModule.parse({ ...(loaded as object) });
  const create = createDecide ?? (decide && (() => decide));
  if (!create) throw new EntrantError(`${path}: exports neither decide nor createDecide`);
  return { name: basename(path), enter: async () => ({ mind: mindOf(create()), leave: goHome }) };
}

function mindOf(decide: Decide): Mind {
  const inputOf = createInputs();
  return (view) => inputOf(view.self ? decide(view, view.self) : {});
}

function programEntrant(name: string, command: Command): Entrant {
  return {
    name: basename(command.args.find((argument) => extname(argument) !== "") ?? name),
    enter: async ({ arena, dt }) => {
      const program = await PatientProgram.start(command, { name, arena, tickRate: 1 / dt }).catch((error: unknown) => {
        throw new EntrantError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      });
      const inputOf = createInputs();
      return { mind: async (view) => inputOf(await program.ask(view)), leave: () => program.stop() };
    },
  };
}
