import type { Game } from "@fray/game-client/internal/connection/game-connection";
import { joinArena, resumeArena } from "@fray/game-client/internal/connection/join";
import { joinLobby } from "@fray/game-client/internal/connection/live-lobby";
import { createRandom, POLL_PATH, systemRuntime as runtime } from "@fray/netcode/core";
import type { WebSocketFate } from "@fray/netcode/testing";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { handOverHere } from "../rooms/hand-over-here.ts";
import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { IDLE, TestPlayer } from "../support/player.ts";
import { pass, settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { Network } from "./network.ts";

const FRAME_MS = 1000 / 60;
const SECONDS = 6;
const TURN_FRAMES = 40;
/** A drawn frame and one more check of the server's silence. */
const SETTLING_MS = 2000;

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
});
afterAll(() => server.stop());

const games: Game[] = [];
const timers: NodeJS.Timeout[] = [];
const platformFetch = globalThis.fetch;
afterEach(async () => {
  globalThis.fetch = platformFetch;
  for (const timer of timers.splice(0)) clearInterval(timer);
  await settled(Promise.all(games.splice(0).map((game) => game.leave())));
});

/** Joins, and runs to and fro at 60 frames a second. */
async function play(network: Network, name = "Ann"): Promise<Game> {
  const game = await settled(joinArena({ runtime, name, endpoint: network.endpoint }));
  games.push(game);
  let frames = 0;
  const draw = (): void => {
    const moveX = Math.floor(frames++ / TURN_FRAMES) % 2 === 0 ? 1 : -1;
    game.frame(performance.now(), { moveX, moveY: 0.2, aim: 0, buttons: 0 });
  };
  timers.push(setInterval(draw, FRAME_MS));
  return game;
}

/** The time from the call on until the game is joined, in ms. */
async function timeToJoin(network: Network): Promise<number> {
  const began = performance.now();
  await play(network);
  return performance.now() - began;
}

/** Waits until a game with a body has settled, and measures it. */
async function measure(game: Game) {
  await pass(SETTLING_MS);
  const before = { ...game.stats(), ...onlyRoom().report().counters };
  await pass(SECONDS * 1000);
  const after = { ...game.stats(), ...onlyRoom().report().counters };
  return {
    patchesPerSecond: (after.patches - before.patches) / SECONDS,
    inputToAcknowledgement: after.ping,
    corrections: after.corrections - before.corrections,
    dropped: after.inputsDropped - before.inputsDropped,
    held: after.inputsHeld - before.inputsHeld,
  };
}

/** Number of connections that get everything on a stream. */
const streams = async (): Promise<number> =>
  Number(/^fray_poll_streams (\d+)/m.exec(await server.context.metrics.exposition())?.[1]);

/** Lets `change` do something to the answers of a game's requests. */
function changeAnswers(change: (answer: Response) => Promise<Response> | Response): void {
  globalThis.fetch = async (...asked) => {
    const answer = await platformFetch(...asked);
    return typeof asked[0] === "string" && asked[0].endsWith(POLL_PATH) ? change(answer) : answer;
  };
}

/** The same answer, with a body that was changed part by part. `end` may end it. */
function through(
  answer: Response,
  part: (bytes: Uint8Array, onward: (bytes: Uint8Array) => void, end: () => void) => void,
): Response {
  const isStream = answer.headers.has("x-accel-buffering");
  const changed = new TransformStream<Uint8Array, Uint8Array>({
    transform: (bytes, controller) =>
      part(
        bytes,
        (passed) => controller.enqueue(passed),
        () => controller.error(new TypeError("cut")),
      ),
  });
  return isStream ? new Response(answer.body?.pipeThrough(changed) ?? null, answer) : answer;
}

/** Holds bytes back until there are so many. */
function holdBytes(atOnce: number) {
  let held: Uint8Array[] = [];
  return (bytes: Uint8Array, onward: (bytes: Uint8Array) => void): void => {
    held.push(bytes);
    if (held.reduce((sum, { length }) => sum + length, 0) < atOnce) return;
    onward(Buffer.concat(held));
    held = [];
  };
}

/** Notes the longest time without a patch. */
function watchGaps(game: Game): { longest: number } {
  const watched = { longest: 0 };
  let [patches, at] = [game.stats().patches, performance.now()];
  const look = (): void => {
    if (game.stats().patches === patches) return;
    watched.longest = Math.max(watched.longest, performance.now() - at);
    [patches, at] = [game.stats().patches, performance.now()];
  };
  timers.push(setInterval(look, 1));
  return watched;
}

/** Texts of the chat that have arrived since the last call. */
const heard = (game: Game): string[] => game.takeTalk().flatMap((talk) => (talk.type === "chat" ? [talk.text] : []));

describe("a fight over HTTP", () => {
  test.for([
    [60, 30],
    [150, 60],
    [200, 60],
  ] as const)("at %d ms has every patch and input, at most %d ms later than over a WebSocket", async ([rtt, later]) => {
    const measured = async (webSockets: WebSocketFate) => {
      const game = await play(new Network(server, { roundTripMs: rtt, webSockets }));
      expect(game.isOverHttp).toBe(webSockets !== "pass");
      await until("there is a body", () => game.standings().some(({ self }) => self));
      const { corrections } = game.stats();
      const { inputsDropped } = onlyRoom().report().counters;
      if (game.isOverHttp) {
        // Where the answers change over to the stream, some inputs may come late, but none is lost.
        await until("everything comes on a stream", async () => (await streams()) === 1);
      }
      const result = await measure(game);
      expect(game.stats().corrections).toBe(corrections);
      expect(onlyRoom().report().counters.inputsDropped).toBe(inputsDropped);
      await settled(game.leave());
      return result;
    };
    const socket = await measured("pass");
    const http = await measured("refused");
    expect(socket).toMatchObject({ corrections: 0, dropped: 0, held: 0 });
    // Of the inputs that share a request the first ones come late. The server repeats the one before until then.
    expect(http).toMatchObject({ corrections: 0, dropped: 0 });
    expect(http.patchesPerSecond).toBeGreaterThanOrEqual(29.8);
    expect(http.inputToAcknowledgement - socket.inputToAcknowledgement).toBeLessThanOrEqual(later);
  });

  test("goes on unharmed when requests overtake each other, come twice, or lose their answer", async () => {
    const game = await play(new Network(server, { roundTripMs: 60, webSockets: "refused" }));
    const random = createRandom(7);
    const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    globalThis.fetch = async (...asked) => {
      const [address] = asked;
      if (typeof address !== "string" || !address.endsWith(POLL_PATH)) return platformFetch(...asked);
      await delay(random() * 40);
      if (random() < 0.1) void platformFetch(...asked).catch(() => {});
      const answer = await platformFetch(...asked);
      if (random() < 0.05) throw new TypeError("the answer is lost");
      return answer;
    };
    const lines = Array.from({ length: 5 }, (_, line) => `line ${line}`);
    for (const line of lines) game.say("all", line);
    const texts: string[] = [];
    await until("all of them are back", () => texts.push(...heard(game)) === lines.length);
    expect(texts).toEqual(lines);
    const { refusals } = onlyRoom().report().counters;
    const measured = await measure(game);
    expect(measured.dropped).toBe(0);
    // A step is made up when an input comes late. Nothing else differs from what was predicted.
    expect(measured.corrections).toBeLessThanOrEqual(measured.held);
    expect(game.status()).toEqual({ state: "online" });
    expect(onlyRoom().report().counters.refusals).toEqual(refusals);
  });
});

describe("a stream", () => {
  const open = () => new Network(server, { roundTripMs: 20, webSockets: "refused" });

  test("is left when it is cut in mid-fight, and taken again", async () => {
    let cut = false;
    changeAnswers((answer) =>
      through(answer, (bytes, onward, end) => {
        if (cut) end();
        else onward(bytes);
        cut = false;
      }),
    );
    const game = await play(open());
    await until("everything comes on a stream", async () => (await streams()) === 1);
    const gaps = watchGaps(game);
    cut = true;
    await until("it is cut", () => !cut);
    for (const line of ["one", "two"]) game.say("all", line);
    const texts: string[] = [];
    await until("both lines are said", () => texts.push(...heard(game)) >= 2);
    await until("there is another stream", async () => (await streams()) === 1);
    expect(gaps.longest).toBeLessThan(150);
    expect(game.status()).toEqual({ state: "online" });
    expect(await measure(game)).toMatchObject({ corrections: 0, dropped: 0 });
  });

  test.for(["from the start", "later"])("that something buffers %s is not used", async (since) => {
    let isBuffered = since === "from the start";
    const hold = holdBytes(2000);
    changeAnswers((answer) => through(answer, (bytes, onward) => (isBuffered ? hold(bytes, onward) : onward(bytes))));
    const game = await play(open());
    const [client] = onlyRoom().clients;
    const gaps = watchGaps(game);
    if (isBuffered) await pass(6000);
    else {
      await until("everything comes on a stream", async () => (await streams()) === 1);
      isBuffered = true;
      await until("it is left", async () => (await streams()) === 0);
      expect(gaps.longest).toBeLessThan(1500);
    }
    await pass(SETTLING_MS);
    expect(await streams()).toBe(0);
    // It is the same connection.
    expect([...onlyRoom().clients]).toEqual([client]);
    expect(game.status()).toEqual({ state: "online" });
    const measured = await measure(game);
    expect(measured).toMatchObject({ corrections: 0, dropped: 0 });
    expect(measured.patchesPerSecond).toBeGreaterThanOrEqual(29.8);
  });

  test("carries several inputs with each request, and its answers take few bytes", async () => {
    let requests = 0;
    await play(open());
    await until("everything comes on a stream", async () => (await streams()) === 1);
    changeAnswers((answer) => {
      requests++;
      expect(answer.status).toBe(204);
      return answer;
    });
    await pass(SECONDS * 1000);
    expect(requests / SECONDS).toBeLessThan(12.5);
  });
});

describe("where WebSockets are", () => {
  test.for([
    ["refused", 1000],
    ["unanswered", 2500],
    ["swallowed", 2500],
  ] as const)("%s, a body and the lobby are there within %d ms", async ([webSockets, limit]) => {
    const open = () => new Network(server, { roundTripMs: 60, webSockets });
    expect(await timeToJoin(open())).toBeLessThan(limit);
    const { endpoint } = open();
    const began = performance.now();
    const lobby = await settled(joinLobby(runtime, "Bob", { endpoint }));
    expect(performance.now() - began).toBeLessThan(limit);
    lobby.say("hello");
    await until("it is said", () => lobby.view.value.chat.some(({ text }) => text === "hello"));
    lobby.leave();
    // A WebSocket that was swallowed has taken a seat. The server gives it up.
    await until("there is one player", () => onlyRoom().report().players === 1);
    const [game] = games;
    expect(game?.status()).toEqual({ state: "online" });
    expect(game?.isOverHttp).toBe(true);
  });

  test("refused, the next game begins over HTTP at once", async () => {
    const network = new Network(server, { roundTripMs: 60, webSockets: "unanswered" });
    const first = await timeToJoin(network);
    await settled(Promise.all(games.map((game) => game.leave())));
    expect(await timeToJoin(network)).toBeLessThan(first - 1000);
  });
});

describe("over HTTP alone", () => {
  test("a spectator watches, and follows the same player after the connection was lost", async () => {
    await play(new Network(server, { roundTripMs: 60, webSockets: "refused" }));
    const network = new Network(server, { roundTripMs: 60, webSockets: "refused" });
    const eve = await TestPlayer.join(network.endpoint, "Eve", { spectate: true });
    await until("a player is followed", () => eve.frame?.watched?.name === "Ann");
    expect(eve.game.isOverHttp).toBe(true);
    network.cut();
    await until("it is noticed", () => eve.game.status().state === "reconnecting");
    network.restore();
    await until("it is back", () => eve.game.status().state === "online");
    const { patches } = eve.game.stats();
    await until("a second has gone by", () => eve.game.stats().patches > patches + 30);
    expect(eve.game.isOverHttp).toBe(true);
    expect(eve.frame?.watched?.name).toBe("Ann");
    await eve.leave();
  });

  test("a page that was loaded again comes back into the body that it had", async () => {
    const { endpoint } = new Network(server, { roundTripMs: 60, webSockets: "refused" });
    const guest = await Guest.join(server.url, { name: "Again" });
    const id = guest.room.sessionId;
    await until("there is a body", () => onlyRoom().state.players.get(id)?.alive === true);
    const body = onlyRoom().state.players.get(id);
    const game = await settled(resumeArena({ runtime, token: guest.room.reconnectionToken, endpoint }));
    if (!game) throw new Error("there was nothing to resume");
    games.push(game);
    timers.push(setInterval(() => game.frame(performance.now(), IDLE), FRAME_MS));
    await pass(SETTLING_MS);
    expect(game.isOverHttp).toBe(true);
    expect(game.standings().filter(({ self }) => self)).toMatchObject([{ name: "Again" }]);
    expect(onlyRoom().state.players.get(id)).toBe(body);
    expect(onlyRoom().report().players).toBe(1);
    expect(await measure(game)).toMatchObject({ corrections: 0, dropped: 0 });
  });
});

describe("in mid-fight", () => {
  test.for(["refused", "unanswered", "swallowed"] as const)(
    "a WebSocket is cut and %s from then on: the same body fights on within 1.5 s, and no line is lost",
    async (webSockets) => {
      const network = new Network(server, { roundTripMs: 60 });
      const game = await play(network);
      await pass(SETTLING_MS);
      const id = game.standings().find(({ self }) => self)?.id;
      network.webSockets = webSockets;
      game.say("all", "before");
      network.breakWebSockets();
      const cutAt = performance.now();
      await until("it is lost", () => game.status().state === "reconnecting");
      game.say("all", "meanwhile");
      await until("it is back", () => game.status().state === "online");
      expect(performance.now() - cutAt).toBeLessThan(1500);
      expect(game.isOverHttp).toBe(true);
      const texts: string[] = [];
      await until("both lines are said", () => texts.push(...heard(game)) >= 2);
      expect(texts.toSorted()).toEqual(["before", "meanwhile"]);
      expect(game.standings().find(({ self }) => self)?.id).toBe(id);
      expect(onlyRoom().report().players).toBe(1);
      expect(await measure(game)).toMatchObject({ corrections: 0, dropped: 0 });
    },
  );

  test("the room moves to a server that answers late: its WebSocket is waited for, and nothing else is tried", async () => {
    const network = new Network(server, { roundTripMs: 60 });
    const game = await play(network);
    await pass(SETTLING_MS);
    const id = game.standings().find(({ self }) => self)?.id;
    let polls = 0;
    globalThis.fetch = (...asked) => {
      const [address] = asked;
      if (typeof address === "string" && address.endsWith(POLL_PATH)) polls++;
      return platformFetch(...asked);
    };
    handOverHere({ ...server, http: network.endpoint });
    network.line = { roundTripMs: 1000 };
    void onlyRoom().moveAway();
    await until("it is on its way", () => game.status().state === "reconnecting");
    await until("it is there", () => game.status().state === "online");
    expect(polls).toBe(0);
    expect(game.standings().find(({ self }) => self)?.id).toBe(id);
  });

  test("WebSockets pass again: the game returns to one, and nobody sees a gap", async () => {
    const network = new Network(server, { roundTripMs: 60, webSockets: "refused" });
    const game = await play(network);
    await pass(SETTLING_MS);
    const gaps = watchGaps(game);
    const states = new Set<string>();
    timers.push(setInterval(() => states.add(game.status().state), 1));
    const { corrections } = game.stats();
    network.webSockets = "pass";
    await until("it is back", () => !game.isOverHttp, 70_000);
    await pass(1000);
    expect([...states]).toEqual(["online"]);
    expect(gaps.longest).toBeLessThan(150);
    expect(game.stats().corrections - corrections).toBeLessThanOrEqual(1);
    expect(onlyRoom().report().players).toBe(1);
    expect(await measure(game)).toMatchObject({ corrections: 0, dropped: 0 });
  });
});
