import type { Game } from "@fray/game-client/internal/connection/game-connection";
import type { Random } from "@fray/netcode/core";
import type { Link } from "@fray/netcode/testing";
import type { CreateRequest } from "@fray/shared-state/protocol/create-options";

import type { ActorPlan } from "../plan.ts";

/** Where a room of the plan is at present. */
export interface Place {
  readonly request: CreateRequest;
  /** Id of the room; undefined while there is none. */
  roomId: string | undefined;
  /** Somebody creates the room. */
  isOpening: boolean;
}

/** What an actor knows of the life that it is in. */
export interface Stage {
  readonly plan: ActorPlan;
  /** Its own way to the server. */
  readonly endpoint: string;
  readonly link: Link;
  readonly random: Random;
  readonly place: Place;
  readonly secrets: Set<string>;
  /** Tokens of guests. */
  readonly tokens: Set<string>;
  /** Says that a game is played by somebody alone. */
  drives(game: Game): void;
  /** Set when the actor's time is over. It then leaves within a moment. */
  readonly isOver: boolean;
  /** Resolves after `ms`, or when the actor's time is over. */
  wait(ms: number): Promise<void>;
  /** The actor begins to join. */
  joins(): void;
  /** The server has refused or ended something. That is no failure. */
  wasRefused(why: unknown): void;
}

/** Plays a part in a life, from its first join to its last leave. */
export type Actor = (stage: Stage) => Promise<void>;
