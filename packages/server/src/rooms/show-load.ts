import type { TickMetrics } from "@fray/netcode/server";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { World } from "@fray/shared-state/simulation/world";

const INTERVAL_S = 1;
const MAX_TICK_TIME_US = 0xffff;

interface Loaded {
  readonly state: Pick<ArenaState, "overload" | "tickTime">;
  readonly metrics: Pick<TickMetrics, "takeMeanWork">;
  /** Number of the server's degradation level. */
  readonly level: number;
}

/** Updates what the clients of a room learn about the server's load, at intervals. */
export function showLoad({ tick, dt }: Pick<World, "tick" | "dt">, { state, metrics, level }: Loaded): void {
  if (tick % Math.round(INTERVAL_S / dt) !== 0) return;
  state.overload = level;
  state.tickTime = Math.min(MAX_TICK_TIME_US, Math.round(metrics.takeMeanWork() * 1000));
}
