/** A playing client in a load process. */
export interface Player {
  /** Number of inputs sent so far. */
  readonly sent: number;
  /** Sends the input of one step. */
  step(): void;
  leave(): void;
}
