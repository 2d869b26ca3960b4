import { decide } from "@fray/bot-client/internal/brain/decide";
import { createMemory, type Memory } from "@fray/bot-client/internal/brain/memory";
import { navigationOf } from "@fray/bot-client/internal/navigation/navigation-of";
import type { Skill } from "@fray/bot-client/internal/skills/skill";
import { SKILLS } from "@fray/bot-client/internal/skills/steps";
import type { OwnBody, SeenBody, SeenPickup, SeenRound, SeenShot, View } from "@fray/bot-client/internal/view/view";
import { createRandom } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import { MODES, PHASES, type Mode, type Phase } from "@fray/shared-state/match/modes";
import { pickupCode, PULSE, SPECIALS, weaponCode, type PickupKind, type Special } from "@fray/shared-state/rules";
import type { Input } from "@fray/shared-state/schema/input-frame";
import { createFighter } from "@fray/shared-state/simulation/body";
import { createShots, type ShotBirth } from "@fray/shared-state/simulation/shot";

import { loadMap } from "../support/maps.ts";

export const DT = 1 / 30;
export const foundry = loadMap("foundry");

/** Somewhere with nothing in the way for 6 u to either side. */
export const OPEN = { x: 22, y: 16 };
export const NEVER_WRONG: Skill = { ...SKILLS.veteran, aimError_rad: 0 };

export const ownBody = (more: Partial<OwnBody> = {}): OwnBody => ({
  ...createFighter(1),
  ...OPEN,
  alive: true,
  ammo: PULSE.clip,
  special: weaponCode("rail"),
  health: 100,
  lives: 1,
  ...more,
});

/** A body with a special in hand and all of its rounds left. */
export const armedWith = (special: Special): Partial<OwnBody> => ({
  special: weaponCode(special),
  specialAmmo: SPECIALS[special].rounds,
});

export const other = (x: number, y: number, more: Partial<SeenBody> = {}): SeenBody => ({
  id: 2,
  team: 0,
  x,
  y,
  vx: 0,
  vy: 0,
  health: 100,
  armour: 0,
  shielded: false,
  overdriven: false,
  lives: 1,
  ...more,
});

export const lying = (kind: PickupKind, x: number, y: number, available = true): SeenPickup => ({
  x,
  y,
  kind: pickupCode(kind),
  available,
});

export const round = (mode: Mode, more: Partial<SeenRound> & { inPhase?: Phase } = {}): SeenRound => ({
  mode: MODES.indexOf(mode),
  phase: PHASES.indexOf(more.inPhase ?? "live"),
  scores: [0, 0],
  scoreLimit: 0,
  endTick: 0,
  flags: [],
  hill: { x: 0, y: 0, radius: 0 },
  ...more,
});

/** A shot in the air since time 0 of a scene. */
export function shotOf(
  birth: Pick<ShotBirth, "weapon" | "x" | "y" | "angle"> & { owner?: number },
  arena: Arena = foundry,
): SeenShot {
  const [shot] = createShots(arena, { owner: 2, seq: 1, bornTick: 0, ...birth });
  if (!shot) throw new Error("nothing was fired");
  return { serial: 1, shot, own: birth.owner === 1, bornAt: 0 };
}

export type Scene = Partial<Pick<View, "self" | "bodies" | "shots" | "gunfire" | "pickups" | "round">> & {
  readonly arena?: Arena;
};

export interface Played {
  readonly inputs: readonly Input[];
  readonly memory: Memory;
}

/** Plays a scene that stays as it is, or that `sceneAt` gives for each time; returns what the brain did, and knows. */
export function playScene(
  skill: Skill,
  seconds: number,
  scene: Scene | ((now: number) => Scene),
  options: { seed?: number; memory?: Memory; onInput?: (input: Input) => void } = {},
): Played {
  const sceneAt = typeof scene === "function" ? scene : () => scene;
  const { arena = foundry } = sceneAt(0);
  const memory = options.memory ?? createMemory(skill, arena, navigationOf(arena));
  const random = createRandom(options.seed ?? 1);
  const inputs: Input[] = [];
  for (let step = 0; step < seconds / DT; step++) {
    const now = step * DT;
    const lookedAt = (step - (step % 3)) * DT;
    const view: View = {
      arena,
      now,
      dt: DT,
      latency: 0,
      self: ownBody(),
      looks: Math.floor(step / 3) + 1,
      lookedAt,
      bodies: [],
      shots: [],
      gunfire: undefined,
      pickups: [],
      round: round("ffa"),
      secondsLeft: undefined,
      events: [],
      ...sceneAt(now),
    };
    const input = decide(memory, view, random);
    inputs.push(input);
    options.onInput?.(input);
  }
  return { inputs, memory };
}

export const presses = (inputs: readonly Input[], button: number): number =>
  inputs.filter(({ buttons }) => (buttons & button) !== 0).length;
