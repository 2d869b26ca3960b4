import { MODES, PHASES } from "@fray/shared-state/match/modes";
import { PICKUP_KINDS, WEAPONS } from "@fray/shared-state/rules";
import { z } from "zod";

import { OBJECTIVE_SHAPES } from "../brain/modes/index.ts";
import { Place, Team as team, u } from "../view/shapes.ts";
import { LAYER_SHAPES } from "./layers.ts";

/**
 * Version of the protocol. It is increased when a bot for the previous version could no longer read the lines or
 * write valid ones.
 */
export const PROTOCOL_VERSION = 1;

const speed = (what: string) => z.number().describe(`${what}, in u/s`);
const seconds = (what: string) => z.number().describe(`${what}, in s`);
const id = z.int().min(0);

const Moving = Place.extend({ vx: speed("to the right"), vy: speed("down") });

const MapOfHello = z.object({
  name: z.string(),
  width: u("size; the edge is solid"),
  height: u("size; the edge is solid"),
  ...LAYER_SHAPES,
});

const WeaponOfHello = z.object({
  damage: z.number().describe("health and armour that a hit takes"),
  interval: seconds("between two shots"),
  range: u("farthest"),
  speed: speed("of flight; 0 for the rail, which strikes at once"),
  muzzle: u("from the centre of a body to where a shot appears"),
  radius: u("of a shot"),
  rounds: z.int().describe("with a full clip, or from a pad; 0 for no end of them"),
  blastRadius: u("of its explosion, 0 for none"),
});

const RulesOfHello = z.object({
  bodyRadius: u("of everybody"),
  runSpeed: speed("of a body at a run"),
  dashSpeed: speed("of a dash"),
  dashDuration: seconds("of a dash"),
  dashCooldown: seconds("from one dash to the next"),
  reloadTime: seconds("to change the clip of the pulse rifle"),
  swapTime: seconds("for which firing one weapon locks the other"),
  railCharge: seconds("from pulling the trigger of the rail to its shot"),
  maxHealth: z.int(),
  maxArmour: z.int(),
  bushSight: u("within which one sees into a bush"),
  screen: z.object({ width: u("size"), height: u("size") }).describe("what one sees of the arena"),
  weapons: z.record(z.enum(WEAPONS), WeaponOfHello),
});

/** The first line of a map: sent when the bot starts, and again whenever the map changes. */
export const Hello = z.object({
  type: z.literal("hello"),
  protocol: z.literal(PROTOCOL_VERSION),
  name: z.string().describe("what the bot is called in this room"),
  tickRate: z.number().describe("steps per second: so many observations come, and so many answers are wanted"),
  map: MapOfHello,
  rules: RulesOfHello,
});
export type Hello = z.infer<typeof Hello>;

const Self = Moving.extend({
  id,
  team,
  aim: z.number().describe("where it looks, in radians clockwise from +x"),
  alive: z.boolean().describe("the dead only watch, and are back after a while"),
  lives: z.int().describe("spawns so far; after 255 it is 1 again"),
  health: z.int(),
  armour: z.int(),
  shielded: z.boolean().describe("just spawned, can't be hurt"),
  overdriven: z.boolean().describe("its shots do more harm for a while"),
  ammo: z.int().describe("rounds left in the clip of the pulse rifle"),
  special: z.enum(WEAPONS).describe("what its other trigger fires"),
  specialAmmo: z.int().describe("rounds left for the special; the rail needs none"),
  fireIn: seconds("until the pulse rifle may fire, a reload included"),
  specialIn: seconds("until the special may fire"),
  dashIn: seconds("until the next dash"),
});

const BodyOfObservation = Moving.extend({
  id,
  team,
  enemy: z.boolean(),
  inSight: z.boolean().describe("no wall stands between it and the own body"),
  health: z.int(),
  armour: z.int(),
  shielded: z.boolean(),
  overdriven: z.boolean(),
  lives: z.int(),
});

const ShotOfObservation = Moving.extend({
  weapon: z.enum(WEAPONS),
  own: z.boolean().describe("one's own rockets and orbs are no less dangerous"),
});

const RoundOfObservation = z.object({
  mode: z.enum(MODES),
  phase: z.enum(PHASES),
  secondsLeft: z.number().nullable().describe("until the phase ends, in s; null while it waits for people"),
  scores: z.array(z.int()).describe("of team 1 and team 2"),
  scoreLimit: z.int().describe("score that ends the round; 0 when only time does"),
  ...OBJECTIVE_SHAPES,
});

const Event = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("hit"),
    owner: id.describe("who fired"),
    victim: id,
    damage: z.int().describe("health and armour taken"),
  }),
  z.object({
    type: z.literal("death"),
    victim: id,
    killer: id.describe("the victim itself when it was its own rocket"),
    weapon: z.enum(WEAPONS),
  }),
  z.object({
    type: z.literal("pickup"),
    index: z.int().describe("place in pickups"),
    kind: z.enum(PICKUP_KINDS),
    taker: id.describe("0 for somebody out of sight"),
  }),
]);

/** The bot's view of the world in a step. */
export const Observation = z.object({
  type: z.literal("observation"),
  tick: z.int().describe("number of the step: an answer repeats it"),
  time: seconds("on this map"),
  latency: seconds("between sending an input and seeing what it did"),
  self: Self.nullable().describe("null before the first spawn"),
  bodies: z.array(BodyOfObservation).describe("living others on the screen"),
  shots: z.array(ShotOfObservation).describe("that can hurt and come close"),
  gunfire: Place.extend({ ago: seconds("since it was heard") })
    .nullable()
    .describe("the newest of an enemy"),
  pickups: z.array(Place.extend({ kind: z.enum(PICKUP_KINDS), available: z.boolean() })).describe("of the whole map"),
  round: RoundOfObservation,
  events: z.array(Event).describe("since the step before, in order"),
});
export type Observation = z.infer<typeof Observation>;

/** The bot's actions in a step: one line, within the time of one step. An action that is left out is not done. */
export const Answer = z.object({
  tick: z.int().describe("of the observation that this answers"),
  moveX: z.number().default(0).describe("-1 (left) .. 1 (right); a way longer than 1 counts as 1"),
  moveY: z.number().default(0).describe("-1 (up) .. 1 (down)"),
  aim: z.number().optional().describe("radians clockwise from +x; left out, it stays where it was"),
  fire: z.boolean().default(false).describe("holds the trigger of the pulse rifle"),
  special: z.boolean().default(false).describe("holds the trigger of the special"),
  dash: z.boolean().default(false),
  reload: z.boolean().default(false),
  say: z
    .string()
    .max(200)
    .optional()
    .describe("a remark for the replay of the round; its first 60 characters are kept"),
  mark: Place.extend({ text: z.string().max(200).default("") })
    .optional()
    .describe("a place with a text, for the replay of the round"),
  error: z.string().optional().describe("what went wrong: the step counts as broken, and the report shows the first"),
});
export type Answer = z.infer<typeof Answer>;
