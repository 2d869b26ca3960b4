import { Encoder, Reflection, type Schema } from "@colyseus/schema";
import type { EventsMessage } from "@fray/shared-state/protocol/events";
import { ArenaState, createCrowdState } from "@fray/shared-state/schema/arena-state";

import { hexOf } from "./hex.ts";
import { Scene } from "./scene.ts";

/** What a client is sent in one step, and what it has afterwards: the state, and the events of the step. */
export interface Step {
  readonly about: string;
  readonly frames: readonly string[];
  readonly state: object;
  readonly events: readonly EventsMessage[];
}

/** The frames of a room for one client, and what our client reads from them. */
function stepsOf(scene: Scene): Step[] {
  return Array.from(scene.play(), (about) => {
    const { frames, seen, events } = scene.observer;
    const players = Object.fromEntries(Array.from(seen.players, ([session, body]) => [session, body.toJSON()]));
    return {
      about,
      frames: frames.map(hexOf),
      state: received({ ...seen.toJSON(), players }),
      events: events.splice(0),
    };
  });
}

/** Without the fields that have not been received. */
const received = (values: object): object => JSON.parse(JSON.stringify(values)) as object;

const reflectionOf = (state: Schema): string => hexOf(Reflection.encode(new Encoder(state)));

/** Whole frames of a room that sends views. */
export const views = () => ({ reflection: reflectionOf(new ArenaState()), steps: stepsOf(new Scene("views")) });

/** Whole frames of a room that sends records. */
export const records = () => ({ reflection: reflectionOf(createCrowdState()), steps: stepsOf(new Scene("records")) });
