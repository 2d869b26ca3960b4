import { tableOf } from "@fray/shared-state/by-name";
import { MODES, type Mode } from "@fray/shared-state/match/modes";
import { CHAT_MODES, type ChatMode } from "@fray/shared-state/protocol/chat-modes";
import { CreateOptions } from "@fray/shared-state/protocol/create-options";
import { NUMBER_NAMES, ROOM_OPTIONS, RULE_NAMES, type RoomValues } from "@fray/shared-state/protocol/room-options";
import { PlanEntry, type RoomInfo } from "@fray/shared-state/schema/room-info";

import type { RoundPlan } from "../match/rotation.ts";
import type { Refusals } from "../network/refusals.ts";
import type { ArenaSettings } from "../sessions/arena-settings.ts";
import { hostValues } from "./host-offer.ts";
import type { RoomInit } from "./room-init.ts";

/** The config of one room. Its name is "" when the server opened it by itself. */
export interface RoomConfig extends RoomValues {
  /**
   * Key under which limits count the address that created the room; undefined when the server opened it, so that it
   * has no owner.
   */
  readonly addressKey: string | undefined;
  readonly rotation: readonly RoundPlan[];
  readonly chat: ChatMode;
}

/** The options of a request that sets none: the host's values, without the features that are off by default. */
const NO_REQUEST = CreateOptions.parse({});

/**
 * Returns the config of a room from the options that a person asked for, or from the host's settings. With `mode`, a room of
 * the host plays only that mode. Throws an error that the player can read when the host does not offer what they asked
 * for, or does not allow the name.
 */
export function roomConfigOf(
  { settings, mode, created }: RoomInit,
  { refusals, allowsName }: { readonly refusals: Refusals; readonly allowsName: (name: string) => boolean },
): RoomConfig {
  const request = created?.request ?? { ...NO_REQUEST, mode: mode ?? "all" };
  if (!allowsName(request.name))
    throw refusals.refuseJoin("notOffered", "The host of this server does not allow a word in that name of a room.");
  const { mode: wanted, maps, ...options } = request;
  const rotation = plansOf(settings, { mode: wanted, maps }, refusals);
  const values: RoomValues = { ...options, ...hostValues(settings), ...given(options) };
  for (const name of NUMBER_NAMES) {
    const { cap } = ROOM_OPTIONS[name];
    const most = settings[name];
    if (cap && values[name] > most)
      throw refusals.refuseJoin("notOffered", `Rooms of this server have at most ${most} ${cap}.`);
  }
  return { ...values, addressKey: created?.addressKey, rotation, chat: settings.chat };
}

/** Returns the options that are set. */
const given = (options: Omit<CreateOptions, "mode" | "maps">): Partial<RoomValues> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

/** Writes the config of a room into the state that all clients receive. */
export function describeRoom(info: RoomInfo, roomConfig: RoomConfig): void {
  const { name, private: isPrivate, password, bots, rotation } = roomConfig;
  const rules = tableOf(RULE_NAMES, (rule) => roomConfig[rule]);
  Object.assign(info, { name, private: isPrivate, hasPassword: password !== "", bots, ...rules });
  info.chat = CHAT_MODES.indexOf(roomConfig.chat);
  for (const { arena, mode } of rotation) {
    info.plans.push(Object.assign(new PlanEntry(), { map: arena.name, mode: MODES.indexOf(mode) }));
  }
}

/**
 * Returns the rounds of the requested mode on the requested maps, or the host's rotation when neither is set.
 */
function plansOf(
  { rotation, offered }: ArenaSettings,
  { mode, maps }: { readonly mode: Mode | "all"; readonly maps: readonly string[] },
  refusals: Refusals,
): readonly RoundPlan[] {
  if (mode === "all" && maps.length === 0) return rotation;
  for (const map of maps) {
    if (!offered.some(({ arena }) => arena.name === map))
      throw refusals.refuseJoin("notOffered", `The map "${map}" is not played on this server.`);
  }
  const plans = offered.filter(
    (plan) => (mode === "all" || plan.mode === mode) && (maps.length === 0 || maps.includes(plan.arena.name)),
  );
  if (plans.length > 0) return plans;
  const where = maps.length > 0 ? "on these maps" : "on this server";
  throw refusals.refuseJoin("notOffered", `The mode ${mode} is not played ${where}.`);
}
