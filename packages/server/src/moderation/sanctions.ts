import type { Sanction } from "../storage/sanction.ts";
import { contains } from "./network.ts";

/** Who somebody is, as far as sanctions go. */
export interface Suspect {
  /** Identity; "" for a bot or a new guest. */
  readonly playerId: string;
  readonly address: string;
}

/** The sanctions that a server knows. An identity and a network are looked up apart, so that a ban of one person behind a router is no ban of the others. */
export class Sanctions {
  readonly #byId = new Map<string, Sanction>();

  /** Replaces all by those of the store. */
  replace(all: Iterable<Sanction>): void {
    this.#byId.clear();
    for (const sanction of all) this.#byId.set(sanction.id, sanction);
  }

  add(sanction: Sanction): void {
    this.#byId.set(sanction.id, sanction);
  }

  remove(id: string): Sanction | undefined {
    const sanction = this.#byId.get(id);
    this.#byId.delete(id);
    return sanction;
  }

  get(id: string): Sanction | undefined {
    return this.#byId.get(id);
  }

  /** Returns those that hold at `now`, in ms since 1970, in the order in which they were imposed. */
  at(now: number): Sanction[] {
    return Array.from(this.#byId.values()).filter(({ endsAt }) => endsAt === 0 || endsAt > now);
  }

  /** Returns the one of a kind that holds for somebody at `now` for the longest time. */
  find(kind: Sanction["kind"], { playerId, address }: Suspect, now: number): Sanction | undefined {
    const found = this.at(now).filter(
      ({ kind: other, by, target }) =>
        other === kind && (by === "player" ? playerId !== "" && target === playerId : contains(target, address)),
    );
    return found.toSorted((a, b) => (b.endsAt || Infinity) - (a.endsAt || Infinity) || 0)[0];
  }
}
