import type { Player } from "@fray/shared-state/schema/player";

import { identitiesOf, type Identified } from "../sessions/identities.ts";
import type { Joiner } from "../sessions/joiner.ts";

/** A person or a bot in a room. */
export interface Member extends Identified {
  readonly joiner: Pick<Joiner, "playerId" | "bot">;
  readonly player: Player | undefined;
}

/** Records by identity which people have fought in the current round of a room. */
export class RoundFighters {
  #round = -1;
  #hasPeople = false;
  readonly #fought = new Set<string>();
  /** Bodies of the people who were recorded. */
  #bodies = new WeakSet<Player>();

  /** Whether a person, and not only bots, has fought in the round. */
  get hasPeople(): boolean {
    return this.#hasPeople;
  }

  /** Records the fighters after a tick of a round. */
  update(round: number, members: Iterable<Member>): void {
    if (round !== this.#round) {
      this.#round = round;
      this.#hasPeople = false;
      this.#fought.clear();
      this.#bodies = new WeakSet();
    }
    for (const member of members) {
      const { player, joiner } = member;
      if (!player || joiner.bot || this.#bodies.has(player)) continue;
      this.#bodies.add(player);
      this.#hasPeople = true;
      for (const id of identitiesOf(member)) this.#fought.add(id);
    }
  }

  /** The identities of the people who have fought in the round. */
  get identities(): Iterable<string> {
    return this.#fought;
  }

  /** Continues the records of a room on another node in its round. */
  restore(round: number, identities: Iterable<string>): void {
    this.#round = round;
    for (const id of identities) this.#fought.add(id);
    this.#hasPeople = this.#fought.size > 0;
  }

  hasFought(member: Member): boolean {
    return identitiesOf(member).some((id) => this.#fought.has(id));
  }
}
