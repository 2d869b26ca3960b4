/** What a page has predicted of its own body. */
export interface Predictions {
  /** Id of the body. */
  readonly self: number;
  /** Names of the predicted fields. */
  readonly fields: readonly string[];
  /** The first tick of which the page has heard. Inputs of an earlier connection had the same numbers. */
  readonly fromTick: number;
  /** Ticks of which the page heard, and the number of the first input that it predicted from there on, oldest first. */
  readonly heard: readonly (readonly [tick: number, seq: number])[];
  /** The values of the fields after each input, by its number. */
  readonly bodies: ReadonlyMap<number, readonly number[]>;
}

/** An input after which the server's body was not the predicted one. */
export interface Difference {
  /** The tick in which the server took the input. */
  readonly tick: number;
  /** The number of the input. */
  readonly seq: number;
  readonly wrong: readonly { readonly name: string; readonly predicted: number; readonly server: number }[];
  /** In that tick the body was hit, and no page predicts what pushes it. */
  readonly isHit: boolean;
}

/** A prediction beside the replay of the same round. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** The ticks in which the server took an input of the body, and the numbers of these inputs, oldest first. */
  readonly taken: readonly (readonly [tick: number, seq: number])[];
}
