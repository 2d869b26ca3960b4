import type { Room } from "@colyseus/sdk";
import type { Runtime } from "@fray/netcode/core";
import type { Clip, ClipKind, ClipOffer } from "@fray/shared-state/protocol/clip";
import type { ServerMessages } from "@fray/shared-state/protocol/messages";

/** A clip that has not come by then is not worth waiting for, in ms. */
const ANSWER_LIMIT_MS = 3000;

interface Connected {
  readonly runtime: Runtime;
  readonly room: Room;
  /** Duration of a server step in ms. */
  readonly stepMs: number;
  readonly send: (kind: ClipKind) => void;
}

/** The clips that the server offers. Each can be had once. */
export class OfferedClips {
  readonly stepMs: number;
  readonly #connected: Connected;
  readonly #waiting = new Map<ClipKind, (clip: Clip | undefined) => void>();
  /** The latest offer. */
  offer: ClipOffer | undefined;

  constructor(connected: Connected) {
    this.#connected = connected;
    this.stepMs = connected.stepMs;
    const { room } = connected;
    room.onMessage<ServerMessages["clipOffer"]>("clipOffer", (offer) => {
      this.offer = offer;
    });
    room.onMessage<ServerMessages["clip"]>("clip", (clip) => this.#waiting.get(clip.kind)?.(clip));
  }

  /** Fetches the clip that is offered. Resolves with nothing when it does not come. */
  take({ kind }: ClipOffer): Promise<Clip | undefined> {
    this.offer = undefined;
    return new Promise((resolve) => {
      const limit = this.#connected.runtime.setTimeout(() => resolve(undefined), ANSWER_LIMIT_MS);
      this.#waiting.set(kind, (clip) => {
        limit.cancel();
        this.#waiting.delete(kind);
        resolve(clip);
      });
      this.#connected.send(kind);
    });
  }
}
