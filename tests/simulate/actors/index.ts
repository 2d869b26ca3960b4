import type { ActorKind } from "../plan.ts";
import type { Actor } from "./actor.ts";
import { bot } from "./bot.ts";
import { driver } from "./driver.ts";
import { hostile } from "./hostile.ts";
import { lobby } from "./lobby.ts";
import { person, spectator } from "./person.ts";
import { stock } from "./stock.ts";

/** Everybody who can take part in a life, by kind. */
export const ACTORS = { bot, person, spectator, stock, hostile, lobby, driver } as const satisfies Readonly<
  Record<ActorKind, Actor>
>;
