import type { MatchSettings } from "../match/match.ts";
import { isMode, type Mode } from "../match/modes.ts";
import { DEFAULT_RULES, rulesOf, type WorldRules } from "../simulation/world-rules.ts";
import { ReplayError } from "./replay-error.ts";

/** What is known of a round before its first tick. It is signed. */
export interface ReplayHeader {
  /** Unguessable. */
  readonly id: string;
  /** SHA-256 of the rules' file in hex: `/rules/<hash>.js`. */
  readonly rules: string;
  /** Build of the server. */
  readonly build: string;
  /** Name of the map. Its bytes are in the replay too, because hosts edit maps. */
  readonly map: string;
  readonly mode: Mode;
  /** Simulation steps per second. */
  readonly tickRate: number;
  readonly settings: MatchSettings;
  readonly worldRules: WorldRules;
  /** When the recording started, in ms since 1970. */
  readonly startedAt: number;
  /** Whether the round was played in a room that everybody can find. */
  readonly isPublic: boolean;
  /** Raw Ed25519 key of the server in base64url; "" for a recording that nobody has signed. */
  readonly serverKey: string;
}

const TICK_RATES = { min: 1, max: 240 };

export const encodeHeader = (header: ReplayHeader): Uint8Array => utf8(JSON.stringify(header));

/** Reads a header. Throws a `ReplayError` for one that this program never writes. */
export function decodeHeader(bytes: Uint8Array): ReplayHeader {
  const fields = parse(bytes);
  const text = (name: string, shape: RegExp): string => {
    const value = fields[name];
    if (typeof value !== "string" || !shape.test(value)) throw wrong(name);
    return value;
  };
  const whole = (from: unknown, name: string, max: number): number => {
    if (typeof from !== "number" || !Number.isInteger(from) || from < 0 || from > max) throw wrong(name);
    return from;
  };
  const mode = text("mode", /^[\w-]{1,32}$/);
  if (!isMode(mode)) throw new ReplayError(`This replay has the mode "${mode}", which its rules do not have.`);
  const settings = objectOf(fields["settings"], "settings");
  const worldRules = objectOf(fields["worldRules"], "worldRules");
  const tickRate = whole(fields["tickRate"], "tickRate", TICK_RATES.max);
  if (tickRate < TICK_RATES.min) throw wrong("tickRate");
  return {
    id: text("id", /^[\w-]{1,64}$/),
    rules: text("rules", /^[\da-f]{64}$/),
    build: text("build", /^[\w.-]{0,64}$/),
    map: text("map", /^[\w-]{1,64}$/),
    mode,
    tickRate,
    settings: {
      warmupSeconds: whole(settings["warmupSeconds"], "warmupSeconds", 100_000),
      roundSeconds: whole(settings["roundSeconds"], "roundSeconds", 100_000),
      scoreLimit: whole(settings["scoreLimit"], "scoreLimit", 65_535),
    },
    worldRules: rulesOf(
      Object.fromEntries(Object.keys(DEFAULT_RULES).map((name) => [name, worldRules[name] === true])),
    ),
    startedAt: whole(fields["startedAt"], "startedAt", Number.MAX_SAFE_INTEGER),
    isPublic: fields["isPublic"] === true,
    serverKey: text("serverKey", /^(?:[\w-]{43})?$/),
  };
}

function parse(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    return objectOf(JSON.parse(fromUtf8(bytes)), "contents");
  } catch (error) {
    if (error instanceof ReplayError) throw error;
    throw new ReplayError("The header of this replay can't be read.");
  }
}

function objectOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw wrong(name);
  return value as Record<string, unknown>;
}

const wrong = (name: string): ReplayError =>
  new ReplayError(`The header of this replay has a wrong value for "${name}".`);

/** Engines without a web or Node around them lack `TextEncoder`, so this uses what the language has. */
export function utf8(text: string): Uint8Array {
  const escaped = encodeURIComponent(text.toWellFormed());
  const bytes: number[] = [];
  for (let index = 0; index < escaped.length; index++) {
    const isEscape = escaped[index] === "%";
    bytes.push(isEscape ? Number.parseInt(escaped.slice(index + 1, index + 3), 16) : escaped.charCodeAt(index));
    if (isEscape) index += 2;
  }
  return Uint8Array.from(bytes);
}

/** Throws a `ReplayError` for bytes that are no text. */
export function fromUtf8(bytes: Uint8Array): string {
  let escaped = "";
  for (const byte of bytes) escaped += ESCAPES[byte] ?? "";
  try {
    return decodeURIComponent(escaped);
  } catch {
    throw new ReplayError("A text in this replay can't be read.");
  }
}

const ESCAPES = Array.from({ length: 256 }, (_, byte) => `%${byte.toString(16).padStart(2, "0")}`);
