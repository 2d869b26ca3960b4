import { ServerError, type AuthContext } from "@colyseus/core";
import { JoinOptions } from "@fray/shared-state/protocol/join-options";
import { LobbyOptions } from "@fray/shared-state/protocol/lobby";
import { randomBytes } from "node:crypto";
import type { z } from "zod";

import { withoutBotLabel } from "../names/bot-label.ts";
import { refusalCounts } from "../network/refusal-counts.ts";
import { serverLoad } from "../overload/server-load.ts";
import type { LobbyJoiner, Joiner } from "../sessions/joiner.ts";
import { Identities, SECRET_BYTES } from "../storage/identity.ts";
import { BotDoor } from "./bot-door.ts";

/** HTTP status of a join that the host's policy refuses. */
const FORBIDDEN = 403;
/** HTTP status of a join with invalid options. */
const UNPROCESSABLE = 422;
/** HTTP status of a join when the server or the room has no place left. */
const UNAVAILABLE = 503;

/** Creates the error for a join that finds no place. `why` is the sentence that the player reads. */
export const unavailable = (why: string): ServerError => new ServerError(UNAVAILABLE, why);

/**
 * Parses the options that a client sends with a join. Throws an error that the player can read when they are invalid.
 */
export function parseOptions<Schema extends z.ZodType>(schema: Schema, options: unknown): z.output<Schema> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ServerError(UNPROCESSABLE, `join option ${issue?.path.join(".")}: ${issue?.message}`);
}

/** Creates the error for a join that needs a new room while this server opens no more rooms. */
export function serverFull(): ServerError {
  refusalCounts.serverFull++;
  return unavailable("all rooms of this server are full; try again later");
}

/** Throws an error that the player can read when this server is overloaded. */
export function refuseWhenBusy(): void {
  if (!serverLoad.degradation.refusesJoins) return;
  refusalCounts.busy++;
  throw unavailable("the server is busy; try again in a moment");
}

/** The other nodes of the same game, as far as admission depends on them. */
export interface Peers {
  /** The connection to the other nodes is lost, so the list of rooms is unknown. */
  readonly areLost: boolean;
  /** Another node accepts new players while this one drains. */
  readonly takeOver: boolean;
}

/** The default for a server that runs without other nodes. */
const ALONE: Peers = { areLost: false, takeOver: false };

/** Creates the error for a join while this server has lost its connection to the other nodes. */
export const peersLost = (): ServerError =>
  unavailable("this server has lost its connection to the game's other servers; try again in a moment");

/** Decides which clients may join rooms of this process, and who they are. */
export class Admission {
  readonly bots: BotDoor;
  readonly identities: Identities;
  /** The server is about to close: it refuses new joins, and running rounds are played to their end. */
  isDraining = false;
  readonly #peers: Peers;

  constructor(bots: BotDoor, identities: Identities, peers = ALONE) {
    this.bots = bots;
    this.identities = identities;
    this.#peers = peers;
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
    const playerId = asked.bot ? "" : (this.identities.read(asked.token) ?? "");
    const name = asked.bot ? asked.name : withoutBotLabel(asked.name);
    return { ...asked, name, address, playerId, isOwn: this.bots.isOwn(asked), isFounder: false };
  }

  /** Checks a request to join a lobby. Everybody may join one unless the server refuses all joins. */
  admitToLobby(options: unknown, { ip: address = "" }: Pick<AuthContext, "ip">): LobbyJoiner {
    const { name, token } = parseOptions(LobbyOptions, options);
    this.refuseAll();
    return { name: withoutBotLabel(name), address, playerId: this.identities.read(token) ?? "" };
  }

  /** Throws an error that the player can read while the server refuses all joins. */
  refuseAll(): void {
    if (this.#peers.areLost) throw peersLost();
    refuseWhenBusy();
    if (this.isDraining && !this.#peers.takeOver) throw unavailable("the server is restarting; try again in a moment");
  }
}

/** Creates the admission that applies until a server sets its own. */
export const openAdmission = (): Admission =>
  new Admission(new BotDoor({ botPolicy: "allow", botToken: "" }), new Identities(randomBytes(SECRET_BYTES)));
