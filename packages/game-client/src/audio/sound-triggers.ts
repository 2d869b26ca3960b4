import { assertNever } from "@fray/shared-state/assert-never";
import { tableOf } from "@fray/shared-state/by-name";
import { PAD_WEAPON_NAMES, type PickupKind } from "@fray/shared-state/rules";

import type { BodyView, Frame, ClientEvent, Point } from "../connection/frame.ts";
import { isObjectiveEvent } from "../connection/objectives/index.ts";
import { deedSound } from "../deeds/deed-looks.ts";
import { objectiveOf } from "../objectives/index.ts";
import type { SoundName } from "./recipes.ts";

/** A sound that a frame asks for. */
export interface SoundTrigger {
  readonly sound: SoundName;
  /** Place in the world, in u; undefined for a sound that has no place or is the player's own. */
  readonly at: Point | undefined;
  /** Decides which sound gets the last free voice, see `Playing`. */
  readonly priority: number;
}

/** Priority of sounds that concern the player. They are heard however much happens around. */
const OWN = 4;
const NEWS = 3;
const AROUND = 1;

export const own = (sound: SoundName): SoundTrigger => ({ sound, at: undefined, priority: OWN });
const news = (sound: SoundName): SoundTrigger => ({ sound, at: undefined, priority: NEWS });
export const around = (sound: SoundName, at: Point): SoundTrigger => ({ sound, at, priority: AROUND });

const PICKUP_SOUNDS: Readonly<Record<PickupKind, SoundName>> = {
  health: "health",
  armour: "armour",
  ammo: "ammo",
  overdrive: "overdrive",
  ...tableOf(PAD_WEAPON_NAMES, () => "weapon"),
};

type Of<Type extends ClientEvent["type"]> = Extract<ClientEvent, { readonly type: Type }>;

/** The sounds of a client event in `frame`. */
export function soundTriggersOf(event: ClientEvent, frame: Frame): readonly SoundTrigger[] {
  if (isObjectiveEvent(event)) return [news(objectiveOf(event).soundOf(event, frame.round.ownTeam))];
  switch (event.type) {
    case "fired": {
      const { weapon, at } = event;
      return [event.own ? own(weapon) : around(weapon, at)];
    }
    case "impact":
      return [around("impact", event.at)];
    case "bounce":
      return [around("bounce", event.at)];
    case "blast":
      return [{ sound: "blast", at: event.at, priority: NEWS }];
    case "mark":
      return [own(isArmoured(bodyOf(frame, event.victim)) ? "clank" : "hit")];
    case "hit":
      return hitTriggers(event, frame);
    case "death":
      return deathTriggers(event);
    case "pickup":
      return pickupTriggers(event);
    case "return":
      return event.kind === "overdrive" ? [news("overdriveBack")] : [];
    case "teleport":
      return event.me ? [own("teleport")] : [around("teleport", event.from), around("teleport", event.to)];
    case "spawn":
      return [event.me ? own("spawn") : around("spawn", event.at)];
    case "teamMark":
      return [news("emote")];
    case "emote":
      return event.id === frame.self?.id ? [own("emote")] : atBody("emote", bodyOf(frame, event.id));
    case "phase":
      return event.phase === "warmup" ? [] : [news(event.phase === "live" ? "roundStart" : "roundEnd")];
    case "deed": {
      const sound = deedSound(event);
      return sound === undefined ? [] : [event.mine ? own(sound) : news(sound)];
    }
    case "retract":
      return [];
    default:
      return assertNever(event);
  }
}

/** A hit with a mark was heard when the mark was shown. Only a shield that absorbed it is new. */
function hitTriggers({ mine, me, marked, damage, at, victim }: Of<"hit">, frame: Frame): readonly SoundTrigger[] {
  if (me) return [own(damage === 0 ? "shield" : isArmoured(frame.self) ? "hurtArmour" : "hurt")];
  if (damage === 0) return [mine ? own("shield") : around("shield", at)];
  if (!mine) return [around("thud", at)];
  return marked ? [] : [own(isArmoured(bodyOf(frame, victim)) ? "clank" : "hit")];
}

function deathTriggers({ mine, me, at }: Of<"death">): readonly SoundTrigger[] {
  if (me) return [own("ownDeath")];
  return [...(mine ? [own("kill")] : []), ...(at ? [around("death", at)] : [])];
}

/** The sounds when a player takes a pickup. When a player takes the Overdrive, all players hear it. */
function pickupTriggers({ kind, me, at }: Of<"pickup">): readonly SoundTrigger[] {
  const sound = PICKUP_SOUNDS[kind];
  return [me ? own(sound) : kind === "overdrive" ? news(sound) : around(sound, at)];
}

const bodyOf = ({ self, others }: Frame, id: number): BodyView | undefined =>
  self?.id === id ? self : others.find((body) => body.id === id);

const isArmoured = (body: BodyView | undefined): boolean => body !== undefined && body.armour > 0;

const atBody = (sound: SoundName, body: BodyView | undefined): readonly SoundTrigger[] =>
  body ? [around(sound, body)] : [];
