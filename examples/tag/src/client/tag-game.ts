import type { Room } from "@colyseus/sdk";
import { Predict } from "@colyseus/sdk/predict";
import { InputSender, LineWatch, PlaybackClock, PredictedBody, RemoteBodies } from "@fray/netcode/client";

import { type Body, createBody, MOTION } from "../rules/body.ts";
import { type Input, TagInput, type TagState } from "../rules/state.ts";
import { CHASE_SPEED, stepBody } from "../rules/step.ts";

/** A room of tag, as a client has joined it. */
export type TagRoom = Room<unknown, TagState>;

/** A body, whose it is and where to draw it. */
export type Shown = Readonly<{ sessionId: string; body: Body; pose: { x: number; y: number } }>;

/** A player's side of the game: inputs go out, the own body is ahead of the server, and the others are a little behind it. */
export function createGame(room: TagRoom) {
  const watch = new LineWatch(room);
  const sender = new InputSender(Predict.get(room), room.input<TagInput>({ type: TagInput }));
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
    watch.hear();
    playback.receive(time, performance.now());
    own.receive(bodies.get(room.sessionId));
    others.receive(bodies, room.sessionId, time);
  });
  room.onReconnect(() => playback.reset());
  room.onReconnect(() => own.reset());

  /** Moves on to local time `now` in ms; `input` is what the player does. Call it once a frame. The own body comes last. */
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
