import { SnapshotBuffer, type Pose, type Snapshot } from "./snapshot-buffer.ts";

/** A body of somebody else, and where to draw it. */
export interface RemoteBody<Body> {
  readonly sessionId: string;
  /** As it is in the newest state. */
  readonly body: Body;
  /** As it was at the time that is drawn. */
  readonly pose: Pose;
}

/** The bodies of others: their positions from a little in the past, so that they move evenly between two patches. */
export class RemoteBodies<Body> {
  readonly #poseOf: (body: Body) => Omit<Snapshot, "time">;
  readonly #buffers = new Map<string, SnapshotBuffer>();

  /** `poseOf` says where a body is. Between two different `place`s there is nothing to interpolate. */
  constructor(poseOf: (body: Body) => Omit<Snapshot, "time">) {
    this.#poseOf = poseOf;
  }

  /** Takes in a patch: where the bodies were at server time `time` in ms. `self` is the session that is not somebody else. */
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

  /** Forgets where the bodies were: they are in another world now. */
  clear(): void {
    this.#buffers.clear();
  }

  /** The bodies as they are to be drawn at server time `time` in ms. */
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
