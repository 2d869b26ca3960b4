import { matchMaker, ServerError, type AuthContext } from "@colyseus/core";
import { JoinOptions } from "@fray/shared-state/protocol/join-options";
import { LobbyOptions } from "@fray/shared-state/protocol/lobby";
import { DEFAULT_NAME } from "@fray/shared-state/protocol/player-name";
import type { z } from "zod";

import type { Placement } from "../handover/placement.ts";
import type { Transfer } from "../handover/transfer.ts";
import type { Moderation } from "../moderation/moderation.ts";
import { withoutBotLabel } from "../names/bot-label.ts";
import { unavailable, type Refusals } from "../network/refusals.ts";
import type { ServerLoad } from "../overload/server-load.ts";
import type { PartyTokens } from "../parties/party-tokens.ts";
import type { LobbyJoiner, Joiner } from "../sessions/joiner.ts";
import type { Identities } from "../storage/identity.ts";
import { readsRecords } from "../sync/state-readers.ts";
import type { BotDoor } from "./bot-door.ts";

/** HTTP status of a join that the host's policy refuses. */
const FORBIDDEN = 403;
/** HTTP status of a join with invalid options. */
const UNPROCESSABLE = 422;

/**
 * Parses the options that a client sends with a join. Throws an error that the player can read when they are invalid.
 */
export function parseOptions<Schema extends z.ZodType>(schema: Schema, options: unknown): z.output<Schema> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ServerError(UNPROCESSABLE, `join option ${issue?.path.join(".")}: ${issue?.message}`);
}

/** The other nodes of the same game, as far as admission depends on them. */
export interface Peers {
  /** The connection to the other nodes is lost, so the list of rooms is unknown. */
  readonly areLost: boolean;
  /** Another node accepts new players while this one drains. */
  readonly takeOver: boolean;
  /** How many nodes leave, or have left within the last minute. Their people look for a place here. */
  readonly left: number;
  /** Whether a room is open on a living node; undefined while this can't be known. */
  isRoomOpen(roomId: string): Promise<boolean | undefined>;
  /** Whether another node of this build accepts new players. */
  takes(build: string): boolean;
  /**
   * Hands a room over to another node of this build, and returns where it is now; undefined when no node takes it.
   * `capture` is called when there is a node to ask, and returns the room.
   */
  handOver(capture: () => Transfer): Promise<Placement | undefined>;
}

/** The default for a server that runs without other nodes. */
const ALONE: Peers = {
  areLost: false,
  takeOver: false,
  left: 0,
  takes: () => false,
  handOver: async () => undefined,
  isRoomOpen: async (roomId) => matchMaker.getLocalRoomById(roomId) !== undefined,
};

interface AdmissionOptions {
  /** Whether the host's word list allows a name. */
  readonly allowsName: (name: string) => boolean;
  readonly bots: BotDoor;
  readonly identities: Identities;
  readonly parties: PartyTokens;
  readonly load: Pick<ServerLoad, "degradation">;
  readonly refusals: Refusals;
  readonly moderation: Pick<Moderation, "refuse">;
  /** Whether rooms have places for clients that read no snapshot records. */
  readonly admitsStock: boolean;
}

/** Decides which clients may join rooms of one server, and who they are. */
export class Admission {
  readonly bots: BotDoor;
  readonly identities: Identities;
  readonly parties: PartyTokens;
  /** The server is about to close: it refuses new joins, and running rounds are played to their end. */
  isDraining = false;
  /** Set when this server has joined a cluster. */
  peers = ALONE;
  readonly #allowsName: AdmissionOptions["allowsName"];
  readonly #load: Pick<ServerLoad, "degradation">;
  readonly #refusals: Refusals;
  readonly #moderation: AdmissionOptions["moderation"];
  readonly #admitsStock: boolean;

  constructor({ admitsStock, allowsName, bots, identities, parties, load, refusals, moderation }: AdmissionOptions) {
    this.#admitsStock = admitsStock;
    this.#allowsName = allowsName;
    this.bots = bots;
    this.identities = identities;
    this.parties = parties;
    this.#load = load;
    this.#refusals = refusals;
    this.#moderation = moderation;
  }

  /**
   * Checks a join request and returns the joiner. Throws an error that the player can read when they may not join any
   * room.
   */
  admit(options: unknown, { ip: address = "" }: Pick<AuthContext, "ip">): Joiner {
    const asked = parseOptions(JoinOptions, options);
    this.refuseAll();
    const why = this.bots.refuse(asked);
    if (why) throw new ServerError(FORBIDDEN, why);
    if (!this.#admitsStock && !readsRecords(asked)) throw this.#refusals.refuseJoin("unreadable");
    const playerId = asked.bot ? "" : (this.identities.read(asked.token) ?? "");
    const isOwn = this.bots.isOwn(asked);
    if (!isOwn) this.#moderation.refuse({ playerId, address });
    const partyId = asked.bot || asked.party === "" ? "" : this.parties.read(asked.party);
    if (partyId === undefined) throw this.#refusals.refuseJoin("unknownParty");
    const name = this.#nameOf(asked.name);
    return {
      ...asked,
      name: asked.bot ? name : withoutBotLabel(name),
      address,
      playerId,
      partyId,
      isOwn,
      isFounder: false,
    };
  }

  /** Checks a request to join a lobby. Everybody may join one unless the server refuses all joins. */
  admitToLobby(options: unknown, { ip: address = "" }: Pick<AuthContext, "ip">): LobbyJoiner {
    const { name, token } = parseOptions(LobbyOptions, options);
    this.refuseAll();
    const playerId = this.identities.read(token) ?? "";
    this.#moderation.refuse({ playerId, address });
    return { name: withoutBotLabel(this.#nameOf(name)), address, playerId };
  }

  /** Throws for a banned network. Whoever resumes a session or takes a reserved seat may do it from elsewhere. */
  refuseNetwork({ ip: address = "" }: Pick<AuthContext, "ip">): void {
    this.#moderation.refuse({ playerId: "", address });
  }

  /** Returns the name as others will see it: nobody is kept out by the word list. */
  #nameOf(asked: string): string {
    return this.#allowsName(asked) ? asked : DEFAULT_NAME;
  }

  /** Throws an error that the player can read when this server is overloaded. */
  refuseWhenBusy(): void {
    if (this.#load.degradation.refusesJoins) throw this.#refusals.busy();
  }

  /** Throws an error that the player can read while the server refuses all joins. */
  refuseAll(): void {
    if (this.peers.areLost) throw unavailable("alone");
    this.refuseWhenBusy();
    if (this.isDraining && !this.peers.takeOver) throw unavailable("restarting");
  }
}
