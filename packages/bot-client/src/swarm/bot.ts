import type { Paced } from "@fray/netcode/client";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { EventsMessage } from "@fray/shared-state/protocol/events";
import type { Input } from "@fray/shared-state/schema/input-frame";
import type { Player } from "@fray/shared-state/schema/player";

import type { ArenaConnection } from "../connection/arena-connection.ts";
import type { Brain } from "../view/brain.ts";
import { Observer } from "../view/observer.ts";

/** Ten looks per second: more than the stock brains can use. */
const LOOK_INTERVAL_MS = 100;
/** Change of the step length by which the bot keeps one input waiting in the server's queue. */
const CLOCK_NUDGE = 0.01;

/** Length of a step in which the bot waits for the server. */
const WAIT_MS = 250;

/** A bot that has neither fired nor been hit for this long, in s of steps, is out of the fight. */
const CALM_S = 3;

/** The brain and the view of a bot while one map is played. */
interface Mind {
  readonly arena: Arena;
  readonly brain: Brain;
  readonly observer: Observer;
}

const IDLE: Input = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };

/** A session in an arena, played by a brain. */
export class Bot implements Paced {
  kills = 0;
  deaths = 0;
  readonly connection: ArenaConnection;
  readonly #createBrain: (arena: Arena) => Brain;
  readonly #stepsPerLook: number;
  #mind: Mind | undefined;
  #steps: number;
  #foughtAt = -Infinity;

  /**
   * `createBrain` makes a new brain for each map. `phase` spreads the looks of a group: any whole number, ideally
   * different for each bot. With a `lookIntervalMs` of 0 it looks in every step.
   */
  constructor(
    connection: ArenaConnection,
    createBrain: (arena: Arena) => Brain,
    phase = 0,
    lookIntervalMs = LOOK_INTERVAL_MS,
  ) {
    this.connection = connection;
    this.#createBrain = createBrain;
    this.#stepsPerLook = Math.max(1, Math.round(lookIntervalMs / connection.stepMs));
    this.#steps = phase;
    connection.onEvents((message) => this.#hear(message));
  }

  /** Whether the bot can leave without disturbing a fight: it is dead, or it is not fighting. */
  get isCalm(): boolean {
    const since = (this.#steps - this.#foughtAt) * (this.connection.stepMs / 1000);
    return !this.connection.self?.alive || since > CALM_S;
  }

  /**
   * Plays one step: looks when it is time, decides, sends. While nothing comes from the server it only waits. Returns
   * the length of this step in ms.
   */
  step(): number {
    const { connection } = this;
    connection.check();
    // Bots that wait do so at the same moments, so that they wake their process once.
    if (connection.isSilent) return toMultiple(connection.now + WAIT_MS) - connection.now;
    const { self } = connection;
    connection.send(this.#decide(self));
    return connection.stepMs * (1 + nudge(connection.paceDepth));
  }

  #decide(self: Player | undefined): Input {
    const { connection } = this;
    const mind = this.#mindFor(connection.arena);
    if (!mind) return IDLE;
    const { observer, brain } = mind;
    observer.self = self;
    observer.latency = connection.ping / 1000;
    observer.step();
    if (this.#steps++ % this.#stepsPerLook === 0) observer.look(connection.seen, connection.stateTime);
    return brain(observer);
  }

  /** There is nothing to decide while the next map loads. */
  #mindFor(arena: Arena | undefined): Mind | undefined {
    if (this.#mind?.arena === arena) return this.#mind;
    const dt = this.connection.stepMs / 1000;
    this.#mind = arena && { arena, brain: this.#createBrain(arena), observer: new Observer(arena, dt) };
    return this.#mind;
  }

  #hear(message: EventsMessage): void {
    const id = this.connection.self?.id;
    for (const [victim, killer] of message.deaths ?? []) {
      if (killer === id && victim !== id) this.kills++;
      if (victim === id) this.deaths++;
    }
    if (message.hits?.some(([owner, , victim]) => owner === id || victim === id)) this.#foughtAt = this.#steps;
    if (message.shots?.some(([owner]) => owner === id)) this.#foughtAt = this.#steps;
    this.#mind?.observer.hear(message);
  }
}

/** The multiple of the wait that is nearest to a time in ms. */
const toMultiple = (time: number): number => Math.round(time / WAIT_MS) * WAIT_MS;

/** Steps a little faster while inputs arrive too late, a little slower while they pile up. */
const nudge = (depth: number): number => (depth === 0 ? -CLOCK_NUDGE : depth > 1 ? CLOCK_NUDGE : 0);
