/** Position of a body at one server time. */
export interface Snapshot {
  readonly time: number;
  readonly x: number;
  readonly y: number;
  readonly aim: number;
  /** The body's discontinuity counter. Nothing is interpolated between two different values. */
  readonly place: number;
}

export interface Pose {
  x: number;
  y: number;
  aim: number;
  place: number;
  /** Speed in u/s over the interpolated interval. */
  speed: number;
}

/** Longest extrapolation when a patch is late. */
const MAX_EXTRAPOLATION_MS = 100;
/** How long snapshots are kept: the longest possible playback delay, with a reserve for a stall. */
const KEPT_MS = 1500;
const TURN = Math.PI * 2;

/** The recent positions of one remote body, and where to draw it. */
export class SnapshotBuffer {
  #snapshots: Snapshot[] = [];

  push(snapshot: Snapshot): void {
    const newest = this.#snapshots.at(-1);
    if (newest && newest.time >= snapshot.time) this.#snapshots.pop();
    this.#snapshots.push(snapshot);
    while ((this.#snapshots[0]?.time ?? Infinity) < snapshot.time - KEPT_MS) this.#snapshots.shift();
  }

  /** Returns where to draw the body at server time `time`, or undefined before its first snapshot. */
  sample(time: number): Pose | undefined {
    const after = this.#snapshots.findIndex((snapshot) => snapshot.time > time);
    if (after === -1) return this.#beyondNewest(time);
    const next = this.#snapshots[after];
    const previous = this.#snapshots[after - 1];
    if (!next) return undefined;
    if (!previous) return still(next);
    if (previous.place !== next.place) return still(previous);
    return between(previous, next, (time - previous.time) / (next.time - previous.time));
  }

  #beyondNewest(time: number): Pose | undefined {
    const newest = this.#snapshots.at(-1);
    const previous = this.#snapshots.at(-2);
    if (!newest) return undefined;
    if (!previous || previous.place !== newest.place) return still(newest);
    const ahead = Math.min(time - newest.time, MAX_EXTRAPOLATION_MS);
    return between(previous, newest, 1 + ahead / (newest.time - previous.time));
  }
}

const still = ({ x, y, aim, place }: Snapshot): Pose => ({ x, y, aim, place, speed: 0 });

/**
 * Interpolates: `share` 0 is `from`, 1 is `to`, and above 1 is extrapolated. The aim turns the shorter way and is not
 * extrapolated.
 */
function between(from: Snapshot, to: Snapshot, share: number): Pose {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  return {
    x: from.x + dx * share,
    y: from.y + dy * share,
    aim: from.aim + shortestTurn(from.aim, to.aim) * Math.min(1, share),
    place: to.place,
    speed: (Math.hypot(dx, dy) / (to.time - from.time)) * 1000,
  };
}

function shortestTurn(from: number, to: number): number {
  const turn = (to - from) % TURN;
  if (turn > Math.PI) return turn - TURN;
  return turn < -Math.PI ? turn + TURN : turn;
}
