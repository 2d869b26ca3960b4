/** A seeded generator. Each call returns the next number in [0, 1). */
export interface Random {
  (): number;
  /**
   * All of the generator's state, as 32 bits. A generator that is created with it as its seed continues the sequence.
   */
  state: number;
}

/** mulberry32 by Tommy Ettinger (public domain). It has 32 bits of state, which is enough for spawns and bots. */
export function createRandom(seed: number): Random {
  const random: Random = Object.assign(
    () => {
      const state = (random.state + 0x6d2b79f5) >>> 0;
      random.state = state;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
    { state: seed >>> 0 },
  );
  return random;
}
