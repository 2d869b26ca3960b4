import type { HillPlace } from "../arena/layers/hills.ts";

export interface HillState {
  x: number;
  y: number;
  /** Radius of the hill in u; 0 if there is no hill. */
  radius: number;
  /** Team that holds the hill; 0 if neither team does. */
  team: number;
  contested: boolean;
  moveTick: number;
}

export const plainHill = (): HillState => ({ x: 0, y: 0, radius: 0, team: 0, contested: false, moveTick: 0 });

/** The hill's places in this round, and how long its holder has held it. */
export interface HillMemory {
  order: readonly HillPlace[];
  turn: number;
  heldTicks: number;
}

export const newHillMemory = (): HillMemory => ({ order: [], turn: 0, heldTicks: 0 });
