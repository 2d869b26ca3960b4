import type { Input } from "@fray/shared-state/schema/input-frame";

/** How long before the removal an idle player is warned, in s; half of the limit when that is shorter. */
const WARNING_S = 15;
/**
 * Smaller changes of the aim do not count as input. A shaking camera turns the aim too, because the aim follows the
 * pointer.
 */
const AIM_SLOP_RAD = 0.05;
const TURN_RAD = 2 * Math.PI;
/** Until a body has been in the arena for this long, in s, its aim still depends on where it spawned. */
const SETTLING_S = 0.5;

/** A body, as far as idleness is concerned. */
interface Played {
  readonly alive: boolean;
  readonly spawnTick: number;
}

interface Clock {
  readonly tick: number;
  readonly dt: number;
}

/** Detects that a player is idle, even if inputs arrive, because nothing in them changes. Times are in s. */
export class IdleWatch {
  #since: number;
  #aim = 0;
  #warned = false;

  constructor(now: number) {
    this.#since = now;
  }

  /** Marks the player as active. */
  markActive(now: number): void {
    this.#since = now;
    this.#warned = false;
  }

  /** Marks the player as active if an input shows it. */
  note({ moveX, moveY, aim, buttons }: Input, body: Played, { tick, dt }: Clock): void {
    const isSettled = body.alive && (tick - body.spawnTick) * dt > SETTLING_S;
    const apart = Math.abs(aim - this.#aim);
    const turned = Math.min(apart, TURN_RAD - apart) > AIM_SLOP_RAD;
    if (turned) this.#aim = aim;
    if (moveX !== 0 || moveY !== 0 || buttons !== 0 || (turned && isSettled)) this.markActive(tick * dt);
  }

  /** Returns what is due for a player who may be idle for `limit` s. A warning is due once. */
  judge(now: number, limit: number): "warning" | "removal" | undefined {
    const still = now - this.#since;
    if (still >= limit) return "removal";
    if (this.#warned || still < limit - warningTime(limit)) return undefined;
    this.#warned = true;
    return "warning";
  }
}

/** How long before the end of `limit` the warning is sent; both are in s. */
export const warningTime = (limit: number): number => Math.min(WARNING_S, limit / 2);
