import type { Arena } from "@fray/shared-state/arena/arena";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";

import { MIXED, SKILLS } from "../skills.ts";
import { Brains } from "../swarm/brains.ts";
import type { Mind } from "./headless-round.ts";

/** Somebody on the ladder: makes a fresh mind for each round, so that none depends on the one before. */
export interface Entrant {
  readonly name: string;
  /** The mind for a round on `arena`; `seed` is its only source of chance. */
  createMind(arena: Arena, seed: number): Mind;
  /** Lets go of what a round needed. */
  endRound?(): Promise<void>;
}

/** An entrant that can't take part. The message is one line for the person who named it. */
export class EntrantError extends Error {
  override name = "EntrantError";
}

/** What a module has to have to be an entrant: `decide`, or `createDecide` for one that remembers things. */
const BotModule = z.object({
  decide: z.custom<Mind>((value) => typeof value === "function").optional(),
  createDecide: z.custom<() => Mind>((value) => typeof value === "function").optional(),
});

const isSkill = (name: string): name is keyof typeof SKILLS => name in SKILLS;

/** The entrant that a name on the command line stands for: a skill of our own brains, or a module of somebody's bot. */
export async function loadEntrant(name: string): Promise<Entrant> {
  if (isSkill(name)) {
    return { name, createMind: (arena, seed) => new Brains(name, seed).create(arena, 0) };
  }
  if (name === MIXED) throw new EntrantError(`${name}: name one skill: ${Object.keys(SKILLS).join(", ")}`);
  return loadModule(name);
}

async function loadModule(path: string): Promise<Entrant> {
  const loaded: unknown = await import(pathToFileURL(resolve(path)).href).catch((error: unknown) => {
    throw new EntrantError(`${path}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`);
  });
  const { decide, createDecide } = BotModule.parse({ ...(loaded as object) });
  const create = createDecide ?? (decide && (() => decide));
  if (!create) throw new EntrantError(`${path}: exports neither decide nor createDecide`);
  return { name: basename(path), createMind: () => create() };
}
