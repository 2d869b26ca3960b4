import { Encoder, Reflection } from "@colyseus/schema";
import type { EventsMessage } from "@fray/shared-state/protocol/events";
import { createCrowdState } from "@fray/shared-state/schema/arena-state";

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

/** Whole frames of a room that sends views. */
export function views() {
  const scene = new Scene("views");
  return { reflection: hexOf(scene.room.reflection), steps: stepsOf(scene) };
}

/** Whole frames of a room that sends records. The reflection is that of the part which comes in patches. */
export function records() {
  const reflection = Reflection.encode(new Encoder(createCrowdState()));
  return { reflection: hexOf(reflection), steps: stepsOf(new Scene("records")) };
}
