import { Pacer, TransportChoice, whenAborted, type TransportMode } from "@fray/netcode/client";
import { systemRuntime, type Runtime } from "@fray/netcode/core";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";

import type { ArenaConnection } from "../connection/arena-connection.ts";
import { joinWithRetry } from "../connection/join-with-retry.ts";
import { rejoin } from "../connection/rejoin.ts";
import { Bot } from "../swarm/bot.ts";
import type { Brain } from "../view/brain.ts";
import type { OwnBody, View } from "../view/view.ts";
import { createInputs, type Action } from "./action.ts";
import { tellNote } from "./tell-note.ts";

/** Longest wait for a server to start, or for a free place, in ms. */
const JOIN_PATIENCE_MS = 15_000;
/** Longest wait for a server that has died while the bot played, in ms. */
const RETURN_PATIENCE_MS = 120_000;

export interface BotOptions {
  /** `ws://host:port` or `wss://host:port` */
  readonly url: string;
  /** Name of the bot, up to 16 characters. People see the name with a bot label. */
  readonly name: string;
  /**
   * Called once per step, `view.dt` seconds apart, as long as there is a body. A dead body (`self.alive`) ignores the
   * result. The call must return at once: if it takes longer than `view.dt`, an input is missed.
   */
  readonly decide: (view: View, self: OwnBody) => Action;
  /** Id of the room to play in; by default any open room. */
  readonly roomId?: string;
  /** The token that the host requires from bots. */
  readonly botToken?: string;
  /** "ws" for WebSockets, "http" for plain requests; by default whichever works. */
  readonly transport?: TransportMode;
  /** Ends the game when this signal is aborted. */
  readonly signal?: AbortSignal;
  /** Time, timers and randomness; by default the system's. Tests pass their own. */
  readonly runtime?: Runtime;
}

/** The result of a bot's game. */
export interface BotResult {
  readonly kills: number;
  readonly deaths: number;
  /**
   * Why the server ended the game, as a WebSocket close code (see `CLOSE`); undefined when the signal ended the game.
   */
  readonly closeCode: number | undefined;
}

/**
 * Joins a server, and plays all maps and rounds until the signal or until the server closes. Leaves the room before
 * it returns. Reconnects automatically after a lost connection, and joins again within 2 min after the server has died:
 * the same room, or any other if that one is gone. Throws when it can't join, and the errors of `decide`.
 */
export async function runBot(options: BotOptions): Promise<BotResult> {
  const {
    url,
    name,
    decide,
    roomId,
    botToken,
    transport = "auto",
    signal = new AbortController().signal,
    runtime = systemRuntime,
  } = options;
  const transports = new TransportChoice(runtime, { mode: transport });
  const request = { runtime, url, name, botToken, roomId, transports };
  const score = { kills: 0, deaths: 0 };
  let connection = await joinWithRetry(request, JOIN_PATIENCE_MS, signal);
  for (;;) {
    const played = await play(connection, { runtime, decide, signal });
    score.kills += played.kills;
    score.deaths += played.deaths;
    const { closeCode } = played;
    if (closeCode !== CLOSE.failedToReconnect) return { ...score, closeCode };
    // The server or its machine has died. It starts again, or another node takes over.
    try {
      connection = await rejoin(request, { connection, closeCode, patienceMs: RETURN_PATIENCE_MS, signal });
    } catch {
      return { ...score, closeCode: signal.aborted ? undefined : closeCode };
    }
  }
}

/** Plays in one room until the connection to it is closed, and leaves it. */
async function play(
  connection: ArenaConnection,
  { runtime, decide, signal }: Required<Pick<BotOptions, "runtime" | "decide" | "signal">>,
): Promise<BotResult> {
  const failure = Promise.withResolvers<never>();
  const bot = new Bot(connection, () => brainOf(decide, connection, failure.reject), 0, 0);
  const pacer = new Pacer(runtime);
  pacer.add(bot, connection.stepMs);
  try {
    const closeCode = await Promise.race([connection.closed, whenAborted(signal), failure.promise]);
    return { kills: bot.kills, deaths: bot.deaths, closeCode: closeCode ?? undefined };
  } finally {
    pacer.remove(bot);
    await connection.leave();
  }
}

function brainOf(
  decide: BotOptions["decide"],
  connection: Pick<ArenaConnection, "note">,
  fail: (error: unknown) => void,
): Brain {
  const inputOf = createInputs();
  return (view) => {
    const action = attempt(() => (view.self ? decide(view, view.self) : {}), fail);
    tellNote(action, (note) => connection.note(note));
    return inputOf(action);
  };
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
