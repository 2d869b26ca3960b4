import { MODES, type Mode } from "@fray/shared-state/match/modes";
import type { BotSkill } from "@fray/shared-state/protocol/backfill";
import type { CreateOptions } from "@fray/shared-state/protocol/create-options";
import { PlanEntry, type RoomInfo } from "@fray/shared-state/schema/room-info";

import type { RoundPlan } from "../match/rotation.ts";
import { turnAway } from "../network/join-refusal.ts";
import type { ArenaSettings } from "../seats/arena-settings.ts";
import type { Opening } from "./opening.ts";

/** A room somebody asked for. Plain data: it may be another process that opens it. */
export interface Creation {
  readonly wishes: CreateOptions;
  /** What the address it was asked from is limited by. */
  readonly addressKey: string;
}

/** What one room is like. */
export interface RoomTerms {
  /** "" for a room that the server opened by itself. */
  readonly name: string;
  /** Who created it, by what their address is limited by; undefined where nobody did, and nobody is in charge. */
  readonly addressKey: string | undefined;
  readonly rotation: readonly RoundPlan[];
  readonly maxPlayers: number;
  readonly bots: number;
  readonly skill: BotSkill;
  readonly private: boolean;
  /** "" for none. */
  readonly password: string;
  readonly friendlyFire: boolean;
  readonly roundSeconds: number;
  readonly scoreLimit: number;
}

/** Throws what somebody is told when the host does not offer what they asked for. */
export const termsOf = ({ settings, mode, created }: Opening): RoomTerms =>
  created ? createdTerms(settings, created) : hostTerms(settings, mode);

/**
 * The terms of a room that the server opens by itself: the host's. With `mode` nothing else is played in it; throws what
 * somebody is told who wants a mode that the host does not offer.
 */
function hostTerms(settings: ArenaSettings, mode?: Mode): RoomTerms {
  const { maxPlayers, bots, botSkill: skill, roundSeconds, scoreLimit } = settings;
  return {
    name: "",
    addressKey: undefined,
    rotation: plansOf(settings, mode ?? "all", []),
    maxPlayers,
    bots,
    skill,
    private: false,
    password: "",
    friendlyFire: false,
    roundSeconds,
    scoreLimit,
  };
}

/** The terms of a room that somebody wants to have. Throws what they are told when the host does not offer it. */
function createdTerms(settings: ArenaSettings, { wishes, addressKey }: Creation): RoomTerms {
  const { name, mode, maps, friendlyFire, password } = wishes;
  const terms = hostTerms(settings);
  return {
    name,
    addressKey,
    rotation: plansOf(settings, mode, maps),
    maxPlayers: atMost(settings.maxPlayers, wishes.maxPlayers ?? terms.maxPlayers, "players"),
    bots: atMost(settings.bots, wishes.bots ?? terms.bots, "bots"),
    skill: wishes.skill ?? terms.skill,
    private: wishes.private,
    password,
    friendlyFire,
    roundSeconds: wishes.roundSeconds ?? terms.roundSeconds,
    scoreLimit: wishes.scoreLimit ?? terms.scoreLimit,
  };
}

/** Tells everybody in a room what it is like. */
export function describeRoom(info: RoomInfo, terms: RoomTerms): void {
  const { name, private: isPrivate, password, friendlyFire, bots, rotation } = terms;
  Object.assign(info, { name, private: isPrivate, hasPassword: password !== "", friendlyFire, bots });
  for (const { arena, mode } of rotation) {
    info.plans.push(Object.assign(new PlanEntry(), { map: arena.name, mode: MODES.indexOf(mode) }));
  }
}

/** The rounds that are wished, of one mode and on these maps if any are named; as the host plays them where it is all one. */
function plansOf(
  { rotation, offered }: ArenaSettings,
  mode: Mode | "all",
  maps: readonly string[],
): readonly RoundPlan[] {
  if (mode === "all" && maps.length === 0) return rotation;
  for (const map of maps) {
    if (!offered.some(({ arena }) => arena.name === map))
      throw turnAway("notOffered", `The map "${map}" is not played on this server.`);
  }
  const plans = offered.filter(
    (plan) => (mode === "all" || plan.mode === mode) && (maps.length === 0 || maps.includes(plan.arena.name)),
  );
  if (plans.length > 0) return plans;
  const where = maps.length > 0 ? "on these maps" : "on this server";
  throw turnAway("notOffered", `The mode ${mode} is not played ${where}.`);
}

function atMost(limit: number, wished: number, what: string): number {
  if (wished > limit) throw turnAway("notOffered", `Rooms of this server have at most ${limit} ${what}.`);
  return wished;
}
