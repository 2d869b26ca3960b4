export interface FlagState {
  team: number;
  x: number;
  y: number;
  /** Id of the body that carries the flag; 0 if no body carries it. */
  carrier: number;
  /** Whether the flag is on its own stand. A flag that is neither home nor carried lies on the ground. */
  home: boolean;
  /** Tick at which a flag on the ground returns home. */
  returnTick: number;
}

/** The part of an array, plain or synced, that the rules need. */
export interface FlagList extends Iterable<FlagState> {
  push(...flags: FlagState[]): number;
  splice(start: number): unknown;
}

export const plainFlag = (): FlagState => ({ team: 0, x: 0, y: 0, carrier: 0, home: true, returnTick: 0 });
