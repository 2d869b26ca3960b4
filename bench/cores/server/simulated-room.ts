import { PastViews, systemRuntime } from "@fray/netcode/core";
import { collectInputs, TimeBank, ViewClaims, type InputSession } from "@fray/netcode/server";
import { Rounds } from "@fray/server/internal/match/rounds";
import type { Arena } from "@fray/shared-state/arena/arena";
import { REWIND_CAP_MS } from "@fray/shared-state/rules";
import { createCrowdState } from "@fray/shared-state/schema/arena-state";
import { repeatMovement, type Input } from "@fray/shared-state/schema/input-frame";
import type { Player, PlayerFields } from "@fray/shared-state/schema/player";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import type { Command } from "@fray/shared-state/simulation/command";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import { removeFighter } from "@fray/shared-state/simulation/world";

import { InputQueue } from "./input-queue.ts";
import type { RoomDoor, SteppedTick } from "./room-tick.ts";

/** Nothing ends the round during a measurement. */
const ROUND = { roundSeconds: 7200, warmupSeconds: 0, scoreLimit: 0, friendlyFire: false };

interface Session extends InputSession<Input> {
  readonly body: Player;
  readonly queue: InputQueue;
  readonly views: ViewClaims;
}

/** Ticks that did not run. */
interface Missed {
  /** Since the last tick that ran. */
  readonly ticks: number;
  /** How far they have put simulation time behind real time, in ms. */
  readonly lostMs: number;
}

/**
 * The part of a room that knows no connections: inputs, the rules, the match and the state. Its parts are those of the product's room, in the order of its tick. It has no reconnections, chat, replays or clips.
 */
export class SimulatedRoom implements RoomDoor {
  readonly state = createCrowdState();
  readonly #rounds: Rounds;
  readonly #sessions = new Map<string, Session>();
  readonly #members = new Map<number, RosterEntry>();
  readonly #past: PastViews<Fighter>;
  readonly #stepMs: number;
  #left: Player[] = [];
  #hasNewcomers = false;
  /** The inputs of sessions that have left. */
  #gone = { received: 0, dropped: 0 };

  constructor(arena: Arena, tickRate: number, runtime: Pick<typeof systemRuntime, "randomBytes"> = systemRuntime) {
    const nothing = (): void => {};
    this.#stepMs = 1000 / tickRate;
    this.#rounds = new Rounds(
      { ...ROUND, rotation: [{ arena, mode: "ffa" }], onRoundOver: nothing },
      {
        runtime,
        state: this.state,
        members: this.#members,
        dt: 1 / tickRate,
        recording: {
          publicId: undefined,
          announce: nothing,
          finish: nothing,
          begin: nothing,
          end: nothing,
          restore: nothing,
          standing: nothing,
        },
      },
    );
    const now = (): number => this.#now;
    this.#past = new PastViews<Fighter>({ stepMs: this.#stepMs, capMs: REWIND_CAP_MS, now }, (fighter) => fighter);
  }

  /** Inputs that were taken, applied or not, and those of them that were dropped. */
  get inputs(): { readonly received: number; readonly dropped: number } {
    let { received, dropped } = this.#gone;
    for (const { bank } of this.#sessions.values()) {
      received += bank.received;
      dropped += bank.dropped;
    }
    return { received, dropped };
  }

  enter(id: number): void {
    const sessionId = String(id);
    const body = createFighter(id) satisfies PlayerFields as Player;
    const entry = Object.assign(new RosterEntry(), { id, name: `Load ${id}` });
    this.state.roster.set(sessionId, entry);
    this.#members.set(id, entry);
    this.state.players.set(sessionId, body);
    this.#rounds.join(body);
    const bank = new TimeBank<Input>(repeatMovement);
    this.#sessions.set(sessionId, { sessionId, bank, body, queue: new InputQueue(), views: new ViewClaims() });
    this.#hasNewcomers = true;
  }

  input(id: number, input: Input, viewTime: number): void {
    this.#sessions.get(String(id))?.queue.push(input, viewTime);
  }

  leave(id: number): void {
    const sessionId = String(id);
    const session = this.#sessions.get(sessionId);
    if (!session) return;
    const { body, bank } = session;
    this.#gone = { received: this.#gone.received + bank.received, dropped: this.#gone.dropped + bank.dropped };
    this.#sessions.delete(sessionId);
    removeFighter(this.#rounds.world, id);
    this.#members.delete(id);
    this.state.players.delete(sessionId);
    this.state.roster.delete(sessionId);
    this.#left.push(body);
  }

  /** Runs a tick. What it returns is valid until the next one. */
  step(missed: Missed = { ticks: 0, lostMs: 0 }): SteppedTick {
    stepWorld(this.#rounds.world, this.#collect(missed));
    this.#rounds.advance();
    const { world } = this.#rounds;
    this.#past.record(this.state.players.values());
    const left = this.#left;
    const hasNewcomers = this.#hasNewcomers;
    this.#left = [];
    this.#hasNewcomers = false;
    const { tick, dt, arena, pickups, events } = world;
    return {
      tick,
      dt,
      arena,
      pickups,
      events,
      sNow: Math.round(this.#now),
      left,
      hasNewcomers,
      acknowledged: (sessionId) => this.#sessions.get(sessionId)?.queue.consumedCount ?? 0,
    };
  }

  get #now(): number {
    return this.#rounds.world.tick * this.#stepMs;
  }

  #collect({ ticks, lostMs }: Missed): Command[] {
    const now = this.#now;
    const steps = collectInputs(this.#sessions.values(), {
      sourceOf: (sessionId) => this.#sessions.get(sessionId)?.queue ?? new InputQueue(),
      bodyOf: ({ body }) => body,
      now,
      lost: lostMs,
      missed: ticks,
    });
    return steps.map(({ session, seq, input, provisional, viewTime }) => {
      const age = viewTime === 0 ? undefined : Math.min(REWIND_CAP_MS, Math.round(now - viewTime));
      return { fighter: session.body, seq, input, provisional, sight: this.#past.viewAgo(age) };
    });
  }
}
