import { tableOf } from "@fray/shared-state/by-name";
import { MODES, type Mode } from "@fray/shared-state/match/modes";
import { CreateOptions } from "@fray/shared-state/protocol/create-options";
import {
  NUMBER_NAMES,
  ROOM_OPTIONS,
  RULE_NAMES,
  type NumberName,
  type RoomValues,
} from "@fray/shared-state/protocol/room-options";
import { PlanEntry, type RoomInfo } from "@fray/shared-state/schema/room-info";

import type { RoundPlan } from "../match/rotation.ts";
import { refuseJoin } from "../network/join-refusal.ts";
import type { ArenaSettings } from "../sessions/arena-settings.ts";
import { hostValues } from "./host-offer.ts";
import type { RoomInit } from "./room-init.ts";

/** What one room is like. Its name is "" when the server opened it by itself. */
export interface RoomConfig extends RoomValues {
  /** Who created it, by what their address is limited by; undefined where nobody did, and nobody is in charge. */
  readonly addressKey: string | undefined;
  readonly rotation: readonly RoundPlan[];
}

/** What a room is like for which nobody wishes anything: the host's own values, and nothing that is off by default. */
const NO_WISHES = CreateOptions.parse({});

/**
 * The terms of a room: those that somebody wishes, or the host's. With `mode` nothing else is played in a room of the host.
 * Throws what somebody is told when the host does not offer what they asked for.
 */
export function roomConfigOf({ settings, mode, created }: RoomInit): RoomConfig {
  const wishes = created?.wishes ?? { ...NO_WISHES, mode: mode ?? "all" };
  const { mode: wanted, maps, ...options } = wishes;
  const rotation = plansOf(settings, wanted, maps);
  const values: RoomValues = { ...options, ...hostValues(settings), ...given(options) };
  for (const name of NUMBER_NAMES) checkCap(name, values[name], settings[name]);
  return { ...values, addressKey: created?.addressKey, rotation };
}

/** The wishes that are not left out. */
const given = (options: Omit<CreateOptions, "mode" | "maps">): Partial<RoomValues> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

/** Throws when somebody wants more than the host offers. */
function checkCap(name: NumberName, wished: number, most: number): void {
  const { cap } = ROOM_OPTIONS[name];
  if (cap && wished > most) throw refuseJoin("notOffered", `Rooms of this server have at most ${most} ${cap}.`);
}

/** Tells everybody in a room what it is like. */
export function describeRoom(info: RoomInfo, roomConfig: RoomConfig): void {
  const { name, private: isPrivate, password, bots, rotation } = roomConfig;
  const rules = tableOf(RULE_NAMES, (rule) => roomConfig[rule]);
  Object.assign(info, { name, private: isPrivate, hasPassword: password !== "", bots, ...rules });
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
      throw refuseJoin("notOffered", `The map "${map}" is not played on this server.`);
  }
  const plans = offered.filter(
    (plan) => (mode === "all" || plan.mode === mode) && (maps.length === 0 || maps.includes(plan.arena.name)),
  );
  if (plans.length > 0) return plans;
  const where = maps.length > 0 ? "on these maps" : "on this server";
  throw refuseJoin("notOffered", `The mode ${mode} is not played ${where}.`);
}
