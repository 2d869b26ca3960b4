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

/** HTTP status of a join that the host does not want. */
const FORBIDDEN = 403;
/** HTTP status of a join whose options won't do. */
const UNPROCESSABLE = 422;
/** HTTP status of a join that there is no place for. */
const UNAVAILABLE = 503;

/** No place for somebody, and why, as they are told. */
export const unavailable = (why: string): ServerError => new ServerError(UNAVAILABLE, why);

/** What a client says in joining, made legal. Throws what they are told when it can't be. */
export function parseOptions<Schema extends z.ZodType>(schema: Schema, options: unknown): z.output<Schema> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ServerError(UNPROCESSABLE, `join option ${issue?.path.join(".")}: ${issue?.message}`);
}

/** This server opens no more rooms, as somebody is told who would need one. */
export function serverFull(): ServerError {
  refusalCounts.serverFull++;
  return unavailable("all rooms of this server are full; try again later");
}

/** Throws what somebody is told who comes while this server has more to do than it can. */
export function refuseWhenBusy(): void {
  if (!serverLoad.degradation.refusesJoins) return;
  refusalCounts.busy++;
  throw unavailable("the server is busy; try again in a moment");
}

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

  /** Who asks to join, from where. Throws what they are told when they may not come into any room. */
  admit(options: unknown, { ip: address = "" }: Pick<AuthContext, "ip">): Joiner {
    const asked = parseOptions(JoinOptions, options);
    this.refuseAll();
    const why = this.bots.refuse(asked);
    if (why) throw new ServerError(FORBIDDEN, why);
    const playerId = asked.bot ? "" : (this.identities.read(asked.token) ?? "");
    const name = asked.bot ? asked.name : withoutBotLabel(asked.name);
    return { ...asked, name, address, playerId, isOwn: this.bots.isOwn(asked), isFounder: false };
  }

  /** Who comes into a lobby: everybody may, while anybody may come in at all. */
  admitToLobby(options: unknown, { ip: address = "" }: Pick<AuthContext, "ip">): LobbyJoiner {
    const { name, token } = parseOptions(LobbyOptions, options);
    this.refuseAll();
    return { name: withoutBotLabel(name), address, playerId: this.identities.read(token) ?? "" };
  }

  /** Throws what somebody is told who comes while nobody can be let in. */
  refuseAll(): void {
    if (this.#peers.areLost) throw peersLost();
    refuseWhenBusy();
    if (this.isDraining && !this.#peers.takeOver) throw unavailable("the server is restarting; try again in a moment");
  }
}

/** What holds until a server says otherwise. */
export const openAdmission = (): Admission =>
  new Admission(new BotDoor({ botPolicy: "allow", botToken: "" }), new Identities(randomBytes(SECRET_BYTES)));
