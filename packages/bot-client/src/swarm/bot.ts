import type { EventsMessage } from "@fray/shared-state/protocol/events";
import type { Random } from "@fray/shared-state/simulation/random";

import { decide } from "../brain/decide.ts";
import { createMemory, type Memory } from "../brain/memory.ts";
import type { ArenaConnection } from "../connection/arena-connection.ts";
import type { Navigation } from "../navigation/navigation.ts";
import type { Skill } from "../skills.ts";
import { Observer } from "../view/observer.ts";

/** Steps between two looks at 30 steps/s: ten looks per second, as many as anybody can use. */
const LOOK_INTERVAL_S = 0.1;
/** Change of the step length with which the server's queue of inputs is steered to one waiting. */
const CLOCK_NUDGE = 0.01;

/** One seat with a brain at it. */
export class Bot {
  kills = 0;
  deaths = 0;
  readonly connection: ArenaConnection;
  readonly #observer: Observer;
  readonly #memory: Memory;
  readonly #random: Random;
  readonly #stepsPerLook: number;
  #steps: number;

  constructor(connection: ArenaConnection, navigation: Navigation, skill: Skill, random: Random) {
    this.connection = connection;
    this.#observer = new Observer(connection.arena, connection.stepMs / 1000);
    this.#memory = createMemory(skill, connection.arena, navigation);
    this.#random = random;
    this.#stepsPerLook = Math.max(1, Math.round((LOOK_INTERVAL_S * 1000) / connection.stepMs));
    // Bots of one group don't all look in the same step.
    this.#steps = Math.floor(random() * this.#stepsPerLook);
    connection.onEvents((message) => this.#hear(message));
  }

  /** Plays one step: look when it is time, decide, send. Returns the length of this step in ms. */
  step(): number {
    const { connection } = this;
    const observer = this.#observer;
    observer.self = connection.self;
    observer.latency = connection.ping / 1000;
    observer.step();
    if (this.#steps++ % this.#stepsPerLook === 0) observer.look(connection.bodies, connection.stateTime);
    connection.send(decide(this.#memory, observer, this.#random));
    return connection.stepMs * (1 + this.#nudge());
  }

  /** A little faster while inputs arrive too late, a little slower while they pile up. */
  #nudge(): number {
    const depth = this.connection.self?.inputDepth ?? 1;
    return depth === 0 ? -CLOCK_NUDGE : depth > 1 ? CLOCK_NUDGE : 0;
  }

  #hear(message: EventsMessage): void {
    const id = this.connection.self?.id;
    for (const [victim, killer] of message.deaths ?? []) {
      if (killer === id) this.kills++;
      if (victim === id) this.deaths++;
    }
    this.#observer.hear(message);
  }
}
