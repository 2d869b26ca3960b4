import { MAX_PARTY } from "@fray/shared-state/protocol/party";

import { refusal, tell, type Refusal } from "../network/messages.ts";
import type { Joiner } from "../sessions/joiner.ts";
import type { Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { PartyTokens } from "./party-tokens.ts";

/** The parties of one room. The party of a member is in the roster. It is never sent to anybody else. */
export class RoomParties {
  readonly #sessions: Sessions;
  readonly #tokens: PartyTokens;

  constructor(sessions: Sessions, tokens: PartyTokens) {
    this.#sessions = sessions;
    this.#tokens = tokens;
  }

  /** Ids of the parties that have members here. */
  get ids(): ReadonlySet<string> {
    return new Set(Array.from(this.#sessions, ({ roster }) => roster.party).filter((id) => id !== ""));
  }

  /** Returns why a joiner can't join with their party, or beside their friend; undefined when nothing speaks against it. */
  refusalOf({ partyId, beside, playerId }: Joiner): "partyFull" | "friendGone" | undefined {
    if (beside !== "" && !this.#friend(beside)) return "friendGone";
    if (partyId === "") return undefined;
    const others = this.#membersOf(partyId).filter(({ roster }) => playerId === "" || roster.playerId !== playerId);
    return others.length < MAX_PARTY ? undefined : "partyFull";
  }

  /**
   * Returns the party of a joiner. A friend's party takes them in, and is made for that when the friend has none. They
   * join without a party when the friend's party is full.
   */
  partyFor({ partyId, beside }: Pick<Joiner, "partyId" | "beside">): string {
    const friend = beside === "" ? undefined : this.#friend(beside);
    if (!friend) return partyId;
    if (friend.roster.party === "") friend.roster.party = this.#tokens.create();
    const { party } = friend.roster;
    return this.#membersOf(party).length < MAX_PARTY ? party : partyId;
  }

  /** Makes a person the first member of a new party, or lets them leave their party. */
  change(session: Session, isIn: boolean): Refusal | undefined {
    const { roster } = session;
    if (roster.bot) return refusal("notAllowed", "Bots have no parties.");
    if (isIn === (roster.party !== "")) {
      this.#send(session);
      return undefined;
    }
    const before = roster.party;
    roster.party = isIn ? this.#tokens.create() : "";
    this.#send(session);
    this.announce(before);
    return undefined;
  }

  /** Tells the members of a party who they are. */
  announce(party: string): void {
    if (party !== "") for (const session of this.#membersOf(party)) this.#send(session);
  }

  #send({ client, roster: { party } }: Session): void {
    if (!client) return;
    const members = party === "" ? [] : this.#membersOf(party).map(({ roster }) => roster.id);
    tell(client, "party", { token: party && this.#tokens.tokenOf(party), members });
  }

  #membersOf(party: string): Session[] {
    return Array.from(this.#sessions).filter(({ roster }) => roster.party === party);
  }

  #friend(code: string): Session | undefined {
    return Array.from(this.#sessions).find(({ friendCode }) => friendCode === code);
  }
}
