import { namesOf } from "@fray/netcode/core";
import { z } from "zod";

import type { WorldRules } from "../simulation/world-rules.ts";
import { BOT_SKILLS } from "./bot-skill.ts";
import { normalizeRoomName, ROOM_NAME_LIMIT } from "./room-name.ts";
import type { TextLimit } from "./text.ts";

/** Longest password of a room, in UTF-16 units. */
export const MAX_PASSWORD_LENGTH = 64;

interface NumberSpec {
  /** The option has a slider with this label in the form. */
  readonly label: string;
  /** Bounds that apply whatever the host offers. */
  readonly min: number;
  readonly max: number;
  /**
   * Noun that a refusal uses for the option's maximum. If it is set, the host's own value is the maximum that is
   * offered.
   */
  readonly cap?: string;
  readonly slider: {
    /** The smallest value. It is 0 if 0 means none. */
    readonly min: number;
    /**
     * The largest value on the slider, unless the host's own rooms use a larger value. For an option with a `cap`,
     * the host's value is the largest.
     */
    readonly most: number;
    readonly step: number;
    readonly text: "count" | "time";
  };
}

/** An option that the host sets for its own rooms. A request that leaves it out gets the host's value. */
const number = (spec: NumberSpec) => ({
  kind: "number" as const,
  request: z.number().int().min(spec.min).max(spec.max).optional(),
  ...spec,
});

/** A switch that is off by default. */
const toggle = (label: string) => ({ kind: "toggle" as const, request: z.boolean().default(false), label });

/** A rule of the world, off by default. Rooms that have it show its `chip` in the list of rooms. */
const rule = (label: string, chip: string) => ({ ...toggle(label), kind: "rule" as const, chip });

interface TextSpec<Wish> {
  readonly label: string;
  /** The limit of a text that others read; for a text that is never shown, a number of UTF-16 units. */
  readonly limit: TextLimit | number;
  readonly request: Wish;
  readonly empty: string;
}

/** A text that is empty by default. */
const text = <Wish extends z.ZodType<string>>(spec: TextSpec<Wish>) => ({
  kind: "text" as const,
  ...spec,
});

/**
 * The options of a room apart from its maps and modes, in the order of the form. The schema of a client's wishes, the
 * form, the room itself, the list of rooms and the host's offer follow from this table.
 */
export const ROOM_OPTIONS = {
  /** By default, the room is named after its creator. */
  name: text({
    label: "Name",
    limit: ROOM_NAME_LIMIT,
    request: z.string().max(256).default("").transform(normalizeRoomName),
    empty: "",
  }),
  /** The password that every player except the owner must send to join; "" for none. */
  password: text({
    label: "Password",
    limit: MAX_PASSWORD_LENGTH,
    request: z.string().max(MAX_PASSWORD_LENGTH).default(""),
    empty: "None",
  }),
  /** A private room is not listed and can't be found by quick join: its id is the invitation. */
  private: toggle("Private: by invitation only"),
  maxPlayers: number({
    label: "Players at most",
    min: 2,
    max: 1000,
    cap: "players",
    slider: { min: 2, most: 1000, step: 1, text: "count" },
  }),
  /** The number of fighters up to which bots fill the room. */
  bots: number({
    label: "Bots fill up to",
    min: 0,
    max: 64,
    cap: "bots",
    slider: { min: 0, most: 64, step: 1, text: "count" },
  }),
  /** Skill of the bots. */
  skill: { kind: "skill", label: "Bots’ skill", request: z.enum(BOT_SKILLS).optional() },
  roundSeconds: number({
    label: "Round",
    min: 30,
    max: 3600,
    slider: { min: 30, most: 1800, step: 30, text: "time" },
  }),
  /** Score that ends a round early; 0 for none. */
  scoreLimit: number({
    label: "Score limit",
    min: 0,
    max: 1000,
    slider: { min: 0, most: 150, step: 5, text: "count" },
  }),
  /** Shots also hit team mates. */
  friendlyFire: rule("Friendly fire", "FRIENDLY FIRE"),
} as const satisfies Readonly<Record<keyof WorldRules, object>> & Readonly<Record<string, object>>;

type Options = typeof ROOM_OPTIONS;
export type OptionName = keyof Options;
type NameOf<Kind extends Options[OptionName]["kind"]> = {
  [Name in OptionName]: Options[Name] extends { readonly kind: Kind } ? Name : never;
}[OptionName];
export type NumberName = NameOf<"number">;
export type RuleName = NameOf<"rule">;

/** The values of a room's options. */
export type RoomValues = { readonly [Name in OptionName]: NonNullable<z.output<Options[Name]["request"]>> };
/** The options that the host sets for its own rooms. */
export type HostValues = Pick<RoomValues, NumberName | "skill">;

export const OPTION_NAMES: readonly OptionName[] = namesOf(ROOM_OPTIONS);
export const isNumber = (name: OptionName): name is NumberName => ROOM_OPTIONS[name].kind === "number";
export const NUMBER_NAMES = OPTION_NAMES.filter(isNumber);
export const RULE_NAMES = OPTION_NAMES.filter((name): name is RuleName => ROOM_OPTIONS[name].kind === "rule");

/** The schema of a client's request, for each option. */
export const OPTION_REQUESTS = Object.fromEntries(OPTION_NAMES.map((name) => [name, ROOM_OPTIONS[name].request])) as {
  readonly [Name in OptionName]: Options[Name]["request"];
};
