import { Pacer, pause, TransportChoice, whenAborted, withinLimit } from "@fray/netcode/client";
import { createRandom, type Runtime } from "@fray/netcode/core";
import type { BotNote } from "@fray/shared-state/protocol/bot-note";
import { stepsOf } from "@fray/shared-state/protocol/bot-skill";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";

import type { ArenaConnection, JoinRequest } from "../connection/arena-connection.ts";
import { failureReason, joinWithRetry } from "../connection/join-with-retry.ts";
import { rejoin } from "../connection/rejoin.ts";
import { parseCommand } from "../exec/command.ts";
import { createProgramBrain } from "../exec/program-brain.ts";
import { Program } from "../exec/program.ts";
import type { Options } from "../options.ts";
import type { Counters } from "../report/counters.ts";
import { Bot } from "./bot.ts";
import { Brains } from "./brains.ts";
import { callSigns } from "./call-signs.ts";

/** Longest wait for a server to start, in ms. */
const JOIN_PATIENCE_MS = 15_000;
/** Longest time for all bots to leave, in ms. */
export const GOODBYE_LIMIT_MS = 3000;
const FIRST_RETURN_DELAY_MS = 1000;
const MAX_RETURN_DELAY_MS = 30_000;
/** After one of these close codes a bot does not join again: it has left by itself, or its own frames are wrong. */
const FINAL_CODES = new Set<number>([CLOSE.consented, CLOSE.flood, CLOSE.malformed]);

/** A share of a swarm's bots: the `first`, and every `step`-th after it. */
export interface Share {
  readonly first: number;
  readonly step: number;
}

/** Many bots in one thread. They join one after the other, play, and leave. */
export class Swarm {
  /** Resolves when the last bot has joined or failed. */
  readonly allIn: Promise<void>;
  readonly #runtime: Runtime;
  readonly #options: Options;
  readonly #counters: Counters;
  readonly #signal: AbortSignal;
  readonly #transports: TransportChoice;
  readonly #brains: Brains;
  readonly #names: readonly string[];
  readonly #pacer: Pacer;
  readonly #lives: readonly Promise<void>[];

  /** Starts. Ends when `signal` is aborted. The seed decides names and play. */
  constructor(
    runtime: Runtime,
    options: Options,
    counters: Counters,
    how: { signal: AbortSignal; seed: number; share: Share },
  ) {
    const { signal, seed, share } = how;
    this.#runtime = runtime;
    this.#pacer = new Pacer(runtime);
    this.#options = options;
    this.#counters = counters;
    this.#signal = signal;
    this.#transports = new TransportChoice(runtime, { mode: options.transport });
    this.#brains = new Brains(stepsOf(options.skill), seed);
    this.#names = callSigns(options.count, createRandom(seed), options.namePrefix);
    const entries: Promise<void>[] = [];
    const lives: Promise<void>[] = [];
    for (let index = share.first; index < options.count; index += share.step) {
      const { promise, resolve } = Promise.withResolvers<void>();
      entries.push(promise);
      lives.push(this.#live(index, resolve));
    }
    this.allIn = Promise.all(entries).then(() => {});
    this.#lives = lives;
  }

  /** Resolves when no bot is left, or after the signal when all sessions have ended, at the latest 3 s after it. */
  async ended(): Promise<void> {
    const all = Promise.all(this.#lives);
    await Promise.race([all, whenAborted(this.#signal)]);
    await withinLimit(this.#runtime, all, GOODBYE_LIMIT_MS);
  }

  /** Runs one bot from its first join to its last leave. */
  async #live(index: number, hasEntered: () => void): Promise<void> {
    const signal = this.#signal;
    await pause(this.#runtime, (index / this.#options.ramp) * 1000, signal);
    const request = this.#requestOf(index);
    let connection = await joinWithRetry(request, JOIN_PATIENCE_MS, signal).catch((error: unknown) => {
      if (!signal.aborted) this.#counters.fail(failureReason(error));
    });
    if (connection) this.#counters.joined++;
    hasEntered();
    let delayMs = FIRST_RETURN_DELAY_MS;
    while (connection) {
      const startedAt = this.#runtime.now();
      const code = await this.#play(connection, index);
      if (code === undefined || FINAL_CODES.has(code)) return;
      if (this.#runtime.now() - startedAt > MAX_RETURN_DELAY_MS) delayMs = FIRST_RETURN_DELAY_MS;
      await pause(this.#runtime, delayMs, signal);
      delayMs = Math.min(MAX_RETURN_DELAY_MS, delayMs * 2);
      const ended = { connection, closeCode: code, patienceMs: Infinity, signal };
      connection = await rejoin(request, ended).catch(() => {});
    }
  }

  #requestOf(index: number): JoinRequest {
    const { url, room: roomId, botToken, net: line } = this.#options;
    const name = this.#names[index] ?? "";
    return { runtime: this.#runtime, url, roomId, botToken, name, line, transports: this.#transports };
  }

  /** Plays until the end of the run, or until the server closes the connection; then it returns the reason. */
  async #play(connection: ArenaConnection, index: number): Promise<number | undefined> {
    const program = this.#startProgram(index);
    const bot = program
      ? this.#seat(program, connection, index)
      : new Bot(connection, (arena) => this.#brains.create(arena, index), index);
    this.#counters.enter(bot);
    this.#pacer.add(bot, connection.stepMs);
    const over = Promise.race([whenAborted(this.#signal), ...(program ? [program.out] : [])]);
    const code = (await Promise.race([connection.closed, over])) ?? undefined;
    this.#pacer.remove(bot);
    this.#counters.leave(bot, code);
    await Promise.all([program?.stop(), code === undefined && connection.leave()]);
    return code;
  }

  #startProgram(index: number): Program | undefined {
    const command = parseCommand(this.#options.exec ?? "");
    if (!command) return undefined;
    const name = this.#names[index] ?? "";
    const tell = (what: string): void => {
      if (!this.#options.quiet) console.error(`${name}: ${what}`);
    };
    return new Program(this.#runtime, command, this.#counters.programOf(name), {
      report: (what) => tell(`${command.file} ${what}`),
      said: tell,
    });
  }

  #seat(program: Program, connection: ArenaConnection, index: number): Bot {
    const name = this.#names[index] ?? "";
    const { stepMs } = connection;
    const note = (said: BotNote): void => connection.note(said);
    return new Bot(connection, (arena) => createProgramBrain(program, { name, arena, stepMs, note }), index, 0);
  }
}
