import type { EventsMessage } from "./events.ts";

/** `death`: the last seconds before the client's death, as its killer saw them. `best`: the best moment of a round. */
export const CLIP_KINDS = ["death", "best"] as const;
export type ClipKind = (typeof CLIP_KINDS)[number];

/** Length of the clips in s. */
export const CLIP_S: Readonly<Record<ClipKind, number>> = { death: 3, best: 5 };

/** The most bodies of a clip, those nearest to the player whose eyes it shows. */
export const MAX_CLIP_BODIES = 24;

/** The most events of a clip, the latest ones: in a crowd there are thousands. Deeds are left out. */
export const MAX_CLIP_EVENTS = 1000;

/** Tells a client that it may ask for a clip. */
export interface ClipOffer {
  readonly kind: ClipKind;
  /** Id of the player whose eyes it shows. */
  readonly by: number;
  /** Of a best moment: how many kills it has. */
  readonly kills: number;
}

/** A place in 1/256 u. */
export type WirePlace = readonly [x: number, y: number];

/**
 * What one body did in a clip. Patches are given by their index in the clip's list.
 * `runs`: the patches that had the body, one after the other, each run with the places of its patches: the first as
 * x and y in 1/256 u and the aim in 1/256 turn, each later one as the difference from the one before.
 * `looks`: what else is seen of it, with the index of the patch at which it changed.
 */
export interface ClipBody {
  readonly id: number;
  readonly runs: readonly (readonly [first: number, ...places: number[]])[];
  readonly looks: readonly ClipLook[];
}

/** `signs` has a bit for each of `LOOK_SIGNS`. */
export type ClipLook = readonly [
  patch: number,
  team: number,
  health: number,
  armour: number,
  signs: number,
  special: number,
  lives: number,
  teleports: number,
  railCharge: number,
];
export const LOOK_SIGNS = ["alive", "shielded", "overdriven"] as const;

/** The state of the round from a patch on, as all clients were sent it. */
export interface ClipMatch {
  readonly patch: number;
  readonly mode: number;
  readonly phase: number;
  readonly round: number;
  readonly endTick: number;
  readonly scoreLimit: number;
  readonly scores: readonly number[];
  readonly flags: readonly {
    readonly team: number;
    readonly x: number;
    readonly y: number;
    readonly carrier: number;
    readonly home: boolean;
  }[];
  readonly hill: {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    readonly team: number;
    readonly contested: boolean;
    readonly moveTick: number;
  };
  /** Whether each pickup of the map was there. */
  readonly pickups: readonly boolean[];
}

/** A few seconds of a round as one client saw them: nothing in it was not sent to that client. */
export interface Clip {
  readonly kind: ClipKind;
  readonly map: string;
  /** Id of the player whose eyes it shows. */
  readonly by: number;
  /** Id of the player who was killed; 0 in the best moment of a round. */
  readonly victim: number;
  /** Tick of the first patch, and the distances in ticks from each patch to the next. */
  readonly first: number;
  readonly gaps: readonly number[];
  readonly bodies: readonly ClipBody[];
  readonly events: readonly EventsMessage[];
  readonly match: readonly ClipMatch[];
  /** How old the others were on that player's screen, in ms, and whether a shot has told that. */
  readonly sightAgeMs: number;
  readonly isSightStated: boolean;
  /** Where the victim was on the server when it died, and where the server had it at the time that the killer saw. */
  readonly places?: { readonly now: WirePlace; readonly judged: WirePlace } | undefined;
}
