import { ServerError } from "@colyseus/core";
import { JoinOptions } from "@fray/shared-state/protocol/join-options";
import { randomBytes } from "node:crypto";

import { Identities, SECRET_BYTES } from "../storage/identity.ts";
import { BotDoor } from "./bot-door.ts";

/** HTTP status of a join that the host does not want. */
const FORBIDDEN = 403;
/** HTTP status of a join whose options won't do. */
const UNPROCESSABLE = 422;
/** HTTP status of a join that there is no place for. */
const UNAVAILABLE = 503;

/** No place for somebody, and why, as they are told. */
export const unavailable = (why: string): ServerError => new ServerError(UNAVAILABLE, why);

/** The other nodes of the same game, as far as it depends on them who may come in. */
export interface Peers {
  /** Nobody can say now which rooms there are. */
  readonly areLost: boolean;
  /** Some take who comes while this one drains. */
  readonly takeOver: boolean;
}

/** Of a server that is a game by itself. */
const ALONE: Peers = { areLost: false, takeOver: false };

/** What somebody is told who would join while this server has lost the others. */
export const peersLost = (): ServerError =>
  unavailable("this server has lost touch with the others of its game; try again in a moment");

/** Who may come into the rooms of this process, and who they are. */
export class Admission {
  readonly bots: BotDoor;
  readonly identities: Identities;
  /** The server is about to close: nobody new comes in, those who are there play their rounds to the end. */
  isDraining = false;
  readonly #peers: Peers;

  constructor(bots: BotDoor, identities: Identities, peers = ALONE) {
    this.bots = bots;
    this.identities = identities;
    this.#peers = peers;
  }

  /** What somebody asks for in joining, made legal. Throws what they are told when they may not come in. */
  admit(options: unknown): JoinOptions {
    const parsed = JoinOptions.safeParse(options);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new ServerError(UNPROCESSABLE, `join option ${issue?.path.join(".")}: ${issue?.message}`);
    }
    if (this.#peers.areLost) throw peersLost();
    if (this.isDraining && !this.#peers.takeOver) throw unavailable("the server is restarting; try again in a moment");
    const why = this.bots.refuse(parsed.data);
    if (why) throw new ServerError(FORBIDDEN, why);
    return parsed.data;
  }

  /**
   * Who a guest is: whoever a token proves, or somebody new, with a token for next time where they have none. `isHere` says
   * whether somebody is in the room already: in two places at once one is the same person only once.
   */
  recognize(token: string, isHere: (id: string) => boolean): { readonly id: string; readonly token?: string } {
    const known = this.identities.read(token);
    if (known && !isHere(known)) return { id: known };
    const id = this.identities.create();
    return known ? { id } : { id, token: this.identities.tokenOf(id) };
  }
}

/** What holds until a server says otherwise. */
export const openAdmission = (): Admission =>
  new Admission(new BotDoor({ botPolicy: "allow", botToken: "" }), new Identities(randomBytes(SECRET_BYTES)));
