import { Encoder, Reflection } from "@colyseus/schema";
import type { EventsMessage } from "@fray/shared-state/protocol/events";
import { createCrowdState } from "@fray/shared-state/schema/arena-state";

import type { Kind } from "../../support/sync-room.ts";
import { hexOf } from "./hex.ts";
import { Scene } from "./scene.ts";

/** What a client is sent in one step, and what it has afterwards: the state, and the events of the step. */
export interface Step {
  readonly about: string;
  readonly frames: readonly string[];
  readonly state: object;
  readonly events: readonly EventsMessage[];
}

const played = new Map<Kind, readonly Step[]>();

/** The frames of a room for one client, and what our client reads from them. The scene is played once per process. */
function stepsOf(kind: Kind): readonly Step[] {
  const before = played.get(kind);
  if (before) return before;
  const scene = new Scene(kind);
  const steps = Array.from(scene.play(), (about) => {
    const { frames, seen, events } = scene.observer;
    const players = Object.fromEntries(Array.from(seen.players, ([session, body]) => [session, body.toJSON()]));
    const state = received({ ...seen.toJSON(), players });
    return { about, frames: frames.map(hexOf), state, events: events.splice(0) };
  });
  played.set(kind, steps);
  return steps;
}

/** Without the fields that have not been received. */
const received = (values: object): object => JSON.parse(JSON.stringify(values)) as object;

/** Whole frames of a room that sends views. */
export const views = () => ({ reflection: hexOf(new Scene("views").room.reflection), steps: stepsOf("views") });

/** Whole frames of a room that sends records. The reflection is that of the part which comes in patches. */
export const records = () => ({
  reflection: hexOf(Reflection.encode(new Encoder(createCrowdState()))),
  steps: stepsOf("records"),
});
