import type { Player } from "@fray/shared-state/schema/player";

import { identitiesOf, type Identified } from "../seats/identities.ts";
import type { Visitor } from "../seats/visitor.ts";

/** A person in a room, or a bot. */
export interface Member extends Identified {
  readonly visitor: Pick<Visitor, "playerId" | "bot">;
  readonly player: Player | undefined;
}

/** Which people have fought in the present round of a room, by who they are. */
export class RoundFighters {
  #round = -1;
  #hasPeople = false;
  readonly #fought = new Set<string>();

  /** Whether a person has fought in the round, and not bots alone. */
  get hasPeople(): boolean {
    return this.#hasPeople;
  }

  /** Takes in who fights after a tick of a round. */
  update(round: number, members: Iterable<Member>): void {
    if (round !== this.#round) {
      this.#round = round;
      this.#hasPeople = false;
      this.#fought.clear();
    }
    for (const member of members) {
      if (!member.player || member.visitor.bot) continue;
      this.#hasPeople = true;
      for (const id of identitiesOf(member)) this.#fought.add(id);
    }
  }

  hasFought(member: Member): boolean {
    return identitiesOf(member).some((id) => this.#fought.has(id));
  }
}
