import type { Room } from "@colyseus/sdk";
import { Predict } from "@colyseus/sdk/predict";
import { InputSender, LineWatch, PlaybackClock, PredictedBody, RemoteBodies } from "@fray/netcode/client";

import { type Body, createBody, MOTION } from "../rules/body.ts";
import { type Input, TagInput, type TagState } from "../rules/state.ts";
import { CHASE_SPEED, stepBody } from "../rules/step.ts";

/** A body, whose it is and where to draw it. */
export type Shown = ReturnType<TagGame["frame"]>[number];

/** A player's side of the game: inputs go out, the own body is ahead of the server, and the others are a little behind it. */
export class TagGame {
  readonly room: Room<unknown, TagState>;
  readonly own: PredictedBody<Body, TagInput>;
  readonly #sender: InputSender<TagInput>;
  readonly #playback: PlaybackClock;
  readonly #others = new RemoteBodies<Body>(({ x, y }) => ({ x, y, aim: 0, place: 0 }));
  readonly #watch: LineWatch;

  constructor(room: Room<unknown, TagState>) {
    this.room = room;
    this.#sender = new InputSender(Predict.get(room), room.input<TagInput>({ type: TagInput }));
    this.#playback = new PlaybackClock(this.#sender.stepMs);
    this.own = new PredictedBody<Body, TagInput>({
      predict: this.#sender.predict,
      input: this.#sender.handle,
      none: createBody(0),
      copy: (body) => ({ ...body }),
      step: (body, input, { dt }) => stepBody(body, input, dt),
      isSame: MOTION.isSame,
      smoothing: { maxSpeedPerS: CHASE_SPEED, snapDistance: 3 },
    });
    this.#watch = new LineWatch(room);
    room.onStateChange(({ bodies }) => {
      const time = room.clock.lastServerTime();
      this.#watch.hear();
      this.#playback.receive(time, performance.now());
      this.own.receive(bodies.get(room.sessionId));
      this.#others.receive(bodies, room.sessionId, time);
    });
    room.onReconnect(() => {
      this.#playback.reset();
      this.own.reset();
    });
  }

  /** Moves on to local time `now` in ms; `input` is what the player does. Call it once a frame. */
  frame(now: number, input: Input) {
    const { state, sessionId } = this.room;
    const self = state.bodies.get(sessionId);
    this.#watch.check();
    this.#playback.advance(now);
    this.#sender.advance(now, self, (data) => Object.assign(data, input));
    this.own.advance(now);
    const others = this.#others.sample(state.bodies, this.#playback.render);
    const all = others.map(({ sessionId: id, body, pose }) => ({ id, body, at: { x: pose.x, y: pose.y } }));
    if (self) all.push({ id: sessionId, body: self, at: { x: this.own.x, y: this.own.y } });
    return all.map(({ id, body, at }) => ({ body, at, member: state.members.get(id), isSelf: id === sessionId }));
  }
}
