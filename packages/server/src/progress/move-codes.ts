import type { Runtime } from "@fray/netcode/core";
import { createHash } from "node:crypto";
import { z } from "zod";

/** Where codes wait, so that every node of a game finds them: the framework's presence. */
export interface CodeBoard {
  hset(key: string, field: string, value: string): Promise<boolean>;
  hgetall(key: string): Promise<Record<string, string>>;
  /** Returns whether the field was there. Only one caller is told so. */
  hdel(key: string, field: string): Promise<boolean>;
}

/** What a code moves besides the identity: settings that only the page knows. */
export const Carried = z.object({
  look: z.number().int().min(0).max(0xffff),
  title: z.number().int().min(0).max(0xff),
  crosshair: z.number().int().min(0).max(0xff),
});
export type Carried = z.infer<typeof Carried>;

const Waiting = z.object({ playerId: z.string(), endsAt: z.number(), carried: Carried });
type Waiting = z.infer<typeof Waiting>;

/** Lifetime of a code, in ms: enough to type it on another device. */
export const CODE_LIFE_MS = 10 * 60_000;
const BOARD = "fray:moves";
/** Digits and letters that nobody takes for each other (Crockford's base 32). */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 60 bits: with ten guesses a minute from each of a million addresses, one in 10^10 codes is found in its life. */
const LENGTH = 12;
const CODE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

/**
 * Codes by which a person takes their identity to another device. Each is valid once and for ten minutes, and a new
 * one replaces the person's last. Only hashes of them are stored.
 */
export class MoveCodes {
  readonly #board: () => CodeBoard;
  readonly #runtime: Pick<Runtime, "randomBytes" | "wallTime">;

  constructor(board: () => CodeBoard, runtime: Pick<Runtime, "randomBytes" | "wallTime">) {
    this.#board = board;
    this.#runtime = runtime;
  }

  /** Creates a code for a person. Throws when the nodes can't be reached. */
  async create(playerId: string, carried: Carried): Promise<{ readonly code: string; readonly endsAt: number }> {
    await this.#clean(playerId);
    const code = Array.from(this.#runtime.randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
    const endsAt = Math.floor(this.#runtime.wallTime()) + CODE_LIFE_MS;
    const value = JSON.stringify({ playerId, endsAt, carried } satisfies Waiting);
    if (!(await this.#board().hset(BOARD, hashOf(code), value))) throw new Error("no code can be kept at present");
    return { code, endsAt };
  }

  /** Uses a code up. Undefined for one that was never given, was used, or is too old. */
  async claim(text: string): Promise<{ readonly playerId: string; readonly carried: Carried } | undefined> {
    const code = normalize(text);
    if (!CODE.test(code)) return undefined;
    const hash = hashOf(code);
    const waiting = read((await this.#board().hgetall(BOARD))[hash]);
    // Two devices may send the same code at once: one of them removes it.
    if (!waiting || !(await this.#board().hdel(BOARD, hash))) return undefined;
    return waiting.endsAt > this.#runtime.wallTime() ? waiting : undefined;
  }

  /** Withdraws a person's code, and removes those that are too old. */
  async #clean(playerId: string): Promise<void> {
    const now = this.#runtime.wallTime();
    for (const [hash, value] of Object.entries(await this.#board().hgetall(BOARD))) {
      const waiting = read(value);
      if (!waiting || waiting.endsAt <= now || waiting.playerId === playerId) await this.#board().hdel(BOARD, hash);
    }
  }
}

const hashOf = (code: string): string => createHash("sha256").update(code).digest("base64url");

/** People write small letters, dashes and spaces, and take letters for digits. */
const normalize = (text: string): string =>
  text.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");

function read(value: string | undefined): Waiting | undefined {
  if (value === undefined) return undefined;
  try {
    return Waiting.parse(JSON.parse(value));
  } catch {
    return undefined;
  }
}
