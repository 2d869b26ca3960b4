import type { RoomInfo } from "@fray/shared-state/schema/room-info";

import { tell } from "../network/messages.ts";
import type { Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";

/** Id of the owner of a room that nobody is in charge of. */
const NOBODY = 0;

/** Who is in charge of a room: who created it, and after them whoever has been there longest. */
export class Ownership {
  readonly #info: Pick<RoomInfo, "owner">;
  readonly #sessions: Sessions;
  readonly #isCreated: boolean;
  /** The person who is to be in charge again when they come, in a room that goes on in another one's place. */
  #heir: string;

  /** In a room that nobody created nobody is ever in charge. */
  constructor(
    info: Pick<RoomInfo, "owner">,
    sessions: Sessions,
    { isCreated, heir = "" }: { isCreated: boolean; heir?: string | undefined },
  ) {
    this.#info = info;
    this.#sessions = sessions;
    this.#isCreated = isCreated;
    this.#heir = heir;
  }

  /** The person in charge; "" for nobody. */
  get playerId(): string {
    return this.#sessions.byId(this.#info.owner)?.roster.playerId ?? "";
  }

  isOwner({ roster }: Session): boolean {
    return this.#info.owner !== NOBODY && roster.id === this.#info.owner;
  }

  /** Somebody has come in. */
  arrive(session: Session): void {
    if (!this.#isCreated || session.roster.bot) return;
    const { playerId } = session.roster;
    const isHeir = this.#heir !== "" && playerId === this.#heir;
    if (isHeir) this.#heir = "";
    const isDue = session.joiner.isFounder || isHeir;
    if (isDue || this.#info.owner === NOBODY) this.#info.owner = session.roster.id;
  }

  /** Somebody is gone for good, and no longer among the seats. */
  depart(session: Session): void {
    if (!this.isOwner(session)) return;
    this.#info.owner = NOBODY;
    const people = Array.from(this.#sessions).filter(({ roster }) => !roster.bot);
    const next = people.find(({ client }) => client) ?? people[0];
    if (next) this.pass(next);
  }

  /** Puts another person in charge, and tells them. */
  pass({ roster, client }: Session): void {
    this.#info.owner = roster.id;
    if (client) tell(client, "notice", { code: "owner", text: "You are in charge of this room now." });
  }
}
