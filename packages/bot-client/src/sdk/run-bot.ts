import { Pacer, whenAborted } from "@fray/netcode/client";

import { joinWithRetry } from "../connection/join-with-retry.ts";
import { Bot } from "../swarm/bot.ts";
import type { Brain } from "../view/brain.ts";
import type { OwnBody, View } from "../view/view.ts";
import { createInputs, type Action } from "./action.ts";

/** How long a server may take to appear, and a full one to have room, in ms. */
const JOIN_PATIENCE_MS = 15_000;

export interface BotOptions {
  /** `ws://host:port` or `wss://host:port` */
  readonly url: string;
  /** Up to 16 characters; people see it, and that it is a bot. */
  readonly name: string;
  /**
   * Called once per step, `view.dt` seconds apart, as long as there is a body; dead (`self.alive`) it can only watch.
   * Works on what it is given and returns at once: a step that takes longer than `view.dt` is an input missed.
   */
  readonly decide: (view: View, self: OwnBody) => Action;
  /** Id of the room to play in; any open one when left out. */
  readonly roomId?: string;
  /** The token that the host requires from bots. */
  readonly botToken?: string;
  /** Ends the game when aborted. */
  readonly signal?: AbortSignal;
}

/** How it went. */
export interface BotResult {
  readonly kills: number;
  readonly deaths: number;
  /** Why the server ended it, as a WebSocket close code (see `CLOSE`); undefined when the signal did. */
  readonly closeCode: number | undefined;
}

/**
 * Joins a server, and plays until the signal or until the server closes; map after map, round after round. Gives the seat
 * back before it returns. A drop of the line is mended by itself. Throws why it could not join, and what `decide` throws.
 */
export async function runBot(options: BotOptions): Promise<BotResult> {
  const { url, name, decide, roomId, botToken, signal = new AbortController().signal } = options;
  const connection = await joinWithRetry({ url, name, roomId, botToken }, JOIN_PATIENCE_MS, signal);
  const failure = Promise.withResolvers<never>();
  const bot = new Bot(connection, () => brainOf(decide, failure.reject), 0, 0);
  const pacer = new Pacer();
  pacer.add(bot, connection.stepMs);
  try {
    const closeCode = await Promise.race([connection.closed, whenAborted(signal), failure.promise]);
    return { kills: bot.kills, deaths: bot.deaths, closeCode: closeCode ?? undefined };
  } finally {
    pacer.remove(bot);
    await connection.leave();
  }
}

function brainOf(decide: BotOptions["decide"], fail: (error: unknown) => void): Brain {
  const inputOf = createInputs();
  return (view) => inputOf(attempt(() => (view.self ? decide(view, view.self) : {}), fail));
}

/** An error of the bot's code must not surface in the pacer's timer. */
function attempt(act: () => Action, fail: (error: unknown) => void): Action {
  try {
    return act();
  } catch (error) {
    fail(error);
    return {};
  }
}
