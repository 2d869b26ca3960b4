/** Somebody in a load process who plays. */
export interface Player {
  /** Inputs sent so far. */
  readonly sent: number;
  /** Sends the input of one step. */
  step(): void;
  leave(): void;
}
