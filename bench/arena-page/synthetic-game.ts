import type { ConnectionStatus, Frame, Standing } from "@fray/game-client/internal/connection/frame";
import type { Game, NetStats, Talk } from "@fray/game-client/internal/connection/game-connection";
import type { RoomView } from "@fray/game-client/internal/connection/room-view";
import type { Arena } from "@fray/shared-state/arena/arena";

import { makeRoom } from "./made-up.ts";
import { createProvingGround } from "./proving-ground.ts";

/** Returns the frame at `time` s after the start. `dt` is the time since the previous frame in s. */
export type Script = (time: number, dt: number, arena: Arena) => Frame;

const NO_STATS: NetStats = {
  ping: 0,
  jitter: 0,
  interpolationDelay: 0,
  inputDepth: 1,
  unacknowledged: 0,
  corrections: 0,
  largestCorrection: 0,
  shots: { predicted: 0, confirmed: 0, withdrawn: 0, marked: 0, retracted: 0 },
  patches: 0,
  patchBytes: 0,
  tickRate: 30,
  tickTime: 0,
};

/** A game without a server: a script provides the frames. */
export class SyntheticGame implements Game {
  arena = createProvingGround();
  readonly roomId = "synthetic";
  readonly isServerBusy = false;
  readonly #script: Script;
  #start: number | undefined;
  #last = 0;

  constructor(script: Script) {
    this.#script = script;
  }

  frame(now: number): Frame {
    this.#start ??= now;
    const time = (now - this.#start) / 1000;
    const dt = Math.min(0.1, time - this.#last);
    this.#last = time;
    return this.#script(time, dt, this.arena);
  }

  /** Changes the map, as after a round. */
  changeMap(): void {
    this.arena = createProvingGround();
  }

  room(): RoomView {
    return makeRoom();
  }

  standings(): readonly Standing[] {
    return [];
  }

  ping(): number {
    return 0;
  }

  stats(): NetStats {
    return NO_STATS;
  }

  status(): ConnectionStatus {
    return { state: "online" };
  }

  takeTalk(): readonly Talk[] {
    return [];
  }

  say(): void {}
  emote(): void {}
  mark(): void {}
  setInParty(): void {}
  voteToRemove(): void {}
  report(): void {}
  voteForNext(): void {}
  setSpectating(): void {}
  watchNext(): void {}
  watchFreely(): void {}
  order(): void {}

  async leave(): Promise<void> {}
}
