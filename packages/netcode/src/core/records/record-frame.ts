/**
 * Bits of a frame's first byte: which parts follow, in this order. The whole layout is in docs/netcode.md.
 *
 * The bodies a client is shown are a list that both sides keep: who comes is put at its end, and where somebody leaves, the
 * last takes the place. So a frame names a body by its number only once.
 */
export const PART = {
  /** Schema patches of what everybody is told: how many, and each with its length. */
  common: 1 << 0,
  /** Places in the list that are given up, one after the other. */
  leaves: 1 << 1,
  /** A bit for each body in the list, and a record for each bit that is set. */
  changes: 1 << 2,
  /** Bodies that come to the end of the list: number and full record. */
  enters: 1 << 3,
  /** Number of the client's own body; 0 when it has none. */
  own: 1 << 4,
  /** What only the own body's owner is told. */
  ownRecord: 1 << 5,
  /** What happened since the frame before, up to the end. */
  events: 1 << 6,
} as const;
