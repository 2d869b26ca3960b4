import type { Room } from "@colyseus/sdk";
import { InputSender, ConnectionWatch, PlaybackClock, PredictedBody, RemoteBodies } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";

import { type Body, createBody, MOTION } from "../rules/body.ts";
import { type Input, TagInput, type TagState } from "../rules/state.ts";
import { CHASE_SPEED, RECONNECTION_WINDOW_S, stepBody } from "../rules/step.ts";

/** A room of tag, as a client has joined it. */
export type TagRoom = Room<unknown, TagState>;

/** A body, its session and where to draw it. */
export type Shown = Readonly<{ sessionId: string; body: Body; pose: { x: number; y: number } }>;

/**
 * Creates a player's side of the game. Inputs are sent, the own body is predicted ahead of the server, and the others
 * are drawn slightly in the past.
 */
export function createGame(runtime: Runtime, room: TagRoom) {
  const watch = new ConnectionWatch(runtime, room, { holdMs: RECONNECTION_WINDOW_S * 1000 });
  const sender = new InputSender(room, room.input<TagInput>({ type: TagInput }));
  const playback = new PlaybackClock(sender.stepMs);
  const others = new RemoteBodies<Body>(({ x, y }) => ({ x, y, aim: 0, place: 0 }));
  const own = new PredictedBody<Body, TagInput>({
    predict: sender.predict,
    input: sender.handle,
    none: createBody(0),
    step: (body, input, { dt }) => stepBody(body, input, dt),
    isSame: MOTION.isSame,
    smoothing: { maxSpeedPerS: CHASE_SPEED, snapDistance: 3 },
  });
  room.onStateChange(({ bodies }) => {
    const time = room.clock.lastServerTime();
    watch.receive();
    playback.receive(time, runtime.now());
    own.receive(bodies.get(room.sessionId));
    others.receive(bodies, room.sessionId, time);
  });
  for (const part of [playback, own]) room.onReconnect(() => part.reset());

  /**
   * Advances to local time `now` in ms and returns the bodies to draw, the own body last. `input` is the player's
   * input. Call it once a frame.
   */
  const frame = (now: number, input: Input): Shown[] => {
    const { bodies } = room.state;
    const self = bodies.get(room.sessionId);
    watch.check();
    playback.advance(now);
    sender.advance(now, self, (data) => Object.assign(data, input));
    own.advance(now);
    const shown: Shown[] = others.sample(bodies, playback.render);
    return self ? [...shown, { sessionId: room.sessionId, body: self, pose: own }] : shown;
  };
  return { room, own, frame };
}
