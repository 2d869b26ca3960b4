import type { RoomInfo } from "@fray/shared-state/schema/room-info";

import { tell } from "../network/messages.ts";
import type { Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";

/** Owner id of a room without an owner. */
const NO_OWNER = 0;

/** Tracks the owner of a room: first the person who created it, after them the member who has been there longest. */
export class Ownership {
  readonly #info: Pick<RoomInfo, "owner">;
  readonly #sessions: Sessions;
  readonly #isCreated: boolean;
  /** The owner of a failed room that this room replaces. This person becomes the owner again when they join. */
  #previousOwner: string;

  /** A room that the server opened never has an owner. */
  constructor(
    info: Pick<RoomInfo, "owner">,
    sessions: Sessions,
    { isCreated, previousOwner = "" }: { isCreated: boolean; previousOwner?: string | undefined },
  ) {
    this.#info = info;
    this.#sessions = sessions;
    this.#isCreated = isCreated;
    this.#previousOwner = previousOwner;
  }

  /** Id of the owner; "" when there is none. */
  get playerId(): string {
    return this.#sessions.byId(this.#info.owner)?.roster.playerId ?? "";
  }

  /** Roster id of the owner; 0 when there is none. */
  get id(): number {
    return this.#info.owner;
  }

  /** Makes a member the owner who was it on another node. */
  restore(id: number): void {
    this.#info.owner = this.#sessions.byId(id) ? id : NO_OWNER;
  }

  isOwner({ roster }: Pick<Session, "roster">): boolean {
    return this.#info.owner !== NO_OWNER && roster.id === this.#info.owner;
  }

  /** Handles a session that has joined. */
  arrive(session: Session): void {
    if (!this.#isCreated || session.roster.bot) return;
    const { playerId } = session.roster;
    const isPreviousOwner = this.#previousOwner !== "" && playerId === this.#previousOwner;
    if (isPreviousOwner) this.#previousOwner = "";
    const isDue = session.joiner.isFounder || isPreviousOwner;
    if (isDue || this.#info.owner === NO_OWNER) this.#info.owner = session.roster.id;
  }

  /** Handles a session that has left for good and is no longer in the list of sessions. */
  depart(session: Session): void {
    if (!this.isOwner(session)) return;
    this.#info.owner = NO_OWNER;
    const people = Array.from(this.#sessions).filter(({ roster }) => !roster.bot);
    const next = people.find(({ client }) => client) ?? people[0];
    if (next) this.pass(next);
  }

  /** Makes another person the owner, and tells them. */
  pass({ roster, client }: Session): void {
    this.#info.owner = roster.id;
    if (client) tell(client, "notice", { code: "owner", text: "You are the owner of this room now." });
  }
}
