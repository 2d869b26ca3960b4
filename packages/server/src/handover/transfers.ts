import { REFUSALS, type TransferRefusal } from "./refused.ts";
import type { Transfer } from "./transfer.ts";

/** Attempts that are remembered, so that none succeeds twice. */
const REMEMBERED = 1000;

/** The rooms that one server has taken over from other nodes, and has handed over to them. */
export class Transfers {
  /** Rooms that were handed over to other nodes. */
  given = 0;
  /** Rooms that were taken over. */
  taken = 0;
  /** Rooms that were not taken over, by reason. */
  readonly refused = Object.fromEntries(REFUSALS.map((why) => [why, 0])) as Record<TransferRefusal, number>;
  /** Rooms that were opened and checked. Everything else that looks like one came from elsewhere. */
  readonly #accepted = new WeakSet<Transfer>();
  readonly #seen = new Set<string>();

  /** Accepts a room. Returns false when this very attempt was accepted before. */
  accept(transfer: Transfer): boolean {
    if (this.#seen.has(transfer.id)) return false;
    this.#seen.add(transfer.id);
    const [oldest] = this.#seen;
    if (oldest !== undefined && this.#seen.size > REMEMBERED) this.#seen.delete(oldest);
    this.#accepted.add(transfer);
    return true;
  }

  /** Whether this very object was accepted: a room is created from nothing else. */
  has(transfer: Transfer): boolean {
    return this.#accepted.has(transfer);
  }
}
