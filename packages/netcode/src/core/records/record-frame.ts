/**
 * Bits of a frame's first byte: which parts follow, in this order. docs/netcode.md describes the whole layout.
 *
 * Both sides keep the same list of visible bodies. A new body is added at the end. Where a body is removed, the last
 * one takes its index. So a frame names the id of a body only once.
 */
export const PART = {
  /** Schema patches of the common part: their number, and each with its length. */
  common: 1 << 0,
  /** Indices in the list that are removed, one after the other. */
  leaves: 1 << 1,
  /** A bit for each body in the list, and a record for each bit that is set. */
  changes: 1 << 2,
  /** Bodies that are added to the end of the list: id and full record. */
  enters: 1 << 3,
  /** Id of the client's own body; 0 if it has none. */
  own: 1 << 4,
  /** The fields that only the owner of the body receives. */
  ownRecord: 1 << 5,
  /** Events since the previous frame, up to the end. */
  events: 1 << 6,
} as const;
