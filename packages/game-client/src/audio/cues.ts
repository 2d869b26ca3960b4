import { assertNever } from "@fray/shared-state/assert-never";
import { tableOf } from "@fray/shared-state/by-name";
import { PAD_WEAPON_NAMES, type PickupKind } from "@fray/shared-state/rules";

import type { BodyView, Frame, Happening, Point } from "../connection/frame.ts";
import { isObjectiveEvent } from "../connection/objectives/index.ts";
import { objectiveOf } from "../objectives/index.ts";
import type { SoundName } from "./recipes.ts";

/** A sound that a frame asks for. */
export interface Cue {
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

export const own = (sound: SoundName): Cue => ({ sound, at: undefined, priority: OWN });
const news = (sound: SoundName): Cue => ({ sound, at: undefined, priority: NEWS });
export const around = (sound: SoundName, at: Point): Cue => ({ sound, at, priority: AROUND });

const PICKUP_SOUNDS: Readonly<Record<PickupKind, SoundName>> = {
  health: "health",
  armour: "armour",
  ammo: "ammo",
  overdrive: "overdrive",
  ...tableOf(PAD_WEAPON_NAMES, () => "weapon"),
};

type Of<Type extends Happening["type"]> = Extract<Happening, { readonly type: Type }>;

/** The sounds of a client event in `frame`. */
export function cuesOf(happening: Happening, frame: Frame): readonly Cue[] {
  if (isObjectiveEvent(happening)) return [news(objectiveOf(happening).soundOf(happening, frame.round.ownTeam))];
  switch (happening.type) {
    case "fired": {
      const { weapon, at } = happening;
      return [happening.own ? own(weapon) : around(weapon, at)];
    }
    case "impact":
      return [around("impact", happening.at)];
    case "bounce":
      return [around("bounce", happening.at)];
    case "blast":
      return [{ sound: "blast", at: happening.at, priority: NEWS }];
    case "mark":
      return [own(isArmoured(bodyOf(frame, happening.victim)) ? "clank" : "hit")];
    case "hit":
      return hitCues(happening, frame);
    case "death":
      return deathCues(happening);
    case "pickup":
      return pickupCues(happening);
    case "return":
      return happening.kind === "overdrive" ? [news("overdriveBack")] : [];
    case "teleport":
      return happening.me ? [own("teleport")] : [around("teleport", happening.from), around("teleport", happening.to)];
    case "spawn":
      return [happening.me ? own("spawn") : around("spawn", happening.at)];
    case "emote":
      return happening.id === frame.self?.id ? [own("emote")] : atBody("emote", bodyOf(frame, happening.id));
    case "phase":
      return happening.phase === "warmup" ? [] : [news(happening.phase === "live" ? "roundStart" : "roundEnd")];
    case "retract":
      return [];
    default:
      return assertNever(happening);
  }
}

/** A hit with a mark was heard when the mark was shown. Only a shield that absorbed it is new. */
function hitCues({ mine, me, marked, damage, at, victim }: Of<"hit">, frame: Frame): readonly Cue[] {
  if (me) return [own(damage === 0 ? "shield" : isArmoured(frame.self) ? "hurtArmour" : "hurt")];
  if (damage === 0) return [mine ? own("shield") : around("shield", at)];
  if (!mine) return [around("thud", at)];
  return marked ? [] : [own(isArmoured(bodyOf(frame, victim)) ? "clank" : "hit")];
}

function deathCues({ mine, me, at }: Of<"death">): readonly Cue[] {
  if (me) return [own("ownDeath")];
  return [...(mine ? [own("kill")] : []), ...(at ? [around("death", at)] : [])];
}

/** All players hear it when someone takes the Overdrive. */
function pickupCues({ kind, me, at }: Of<"pickup">): readonly Cue[] {
  const sound = PICKUP_SOUNDS[kind];
  return [me ? own(sound) : kind === "overdrive" ? news(sound) : around(sound, at)];
}

const bodyOf = ({ self, others }: Frame, id: number): BodyView | undefined =>
  self?.id === id ? self : others.find((body) => body.id === id);

const isArmoured = (body: BodyView | undefined): boolean => body !== undefined && body.armour > 0;

const atBody = (sound: SoundName, body: BodyView | undefined): readonly Cue[] => (body ? [around(sound, body)] : []);
