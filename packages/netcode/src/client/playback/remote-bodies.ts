import { SnapshotBuffer, type Pose, type Snapshot } from "./snapshot-buffer.ts";

/** The body of another player, and where to draw it. */
export interface RemoteBody<Body> {
  readonly sessionId: string;
  /** The body in the newest state. */
  readonly body: Body;
  /** Pose of the body at the time that is drawn. */
  readonly pose: Pose;
}

/**
 * The bodies of other players. They are drawn at positions slightly in the past, so that they move evenly between two
 * patches.
 */
export class RemoteBodies<Body> {
  readonly #poseOf: (body: Body) => Omit<Snapshot, "time">;
  readonly #buffers = new Map<string, SnapshotBuffer>();

  /** `poseOf` returns where a body is. Nothing is interpolated between two different `place` values. */
  constructor(poseOf: (body: Body) => Omit<Snapshot, "time">) {
    this.#poseOf = poseOf;
  }

  /**
   * Records a patch: where the bodies were at server time `time` in ms. `self` is the own session, which is skipped.
   */
  receive(bodies: Iterable<readonly [sessionId: string, body: Body]>, self: string, time: number): void {
    const present = new Set<string>();
    for (const [sessionId, body] of bodies) {
      if (sessionId === self) continue;
      present.add(sessionId);
      let buffer = this.#buffers.get(sessionId);
      if (!buffer) this.#buffers.set(sessionId, (buffer = new SnapshotBuffer()));
      buffer.push({ time, ...this.#poseOf(body) });
    }
    for (const sessionId of this.#buffers.keys()) if (!present.has(sessionId)) this.#buffers.delete(sessionId);
  }

  /** Discards all recorded positions. Call it when the bodies are in another world. */
  clear(): void {
    this.#buffers.clear();
  }

  /** Returns the bodies with their poses at server time `time` in ms. */
  sample(bodies: { get(sessionId: string): Body | undefined }, time: number): RemoteBody<Body>[] {
    const sampled: RemoteBody<Body>[] = [];
    for (const [sessionId, buffer] of this.#buffers) {
      const body = bodies.get(sessionId);
      const pose = buffer.sample(time);
      if (body && pose) sampled.push({ sessionId, body, pose });
    }
    return sampled;
  }
}
