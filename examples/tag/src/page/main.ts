import { systemRuntime as runtime } from "@fray/netcode/core";

import { joinTag } from "../client/join-tag.ts";
import { createGame, type TagRoom } from "../client/tag-game.ts";
import { draw } from "./draw.ts";
import { readKeys } from "./keys.ts";

const form = document.querySelector("form");
const say = (sentence: string): void => document.querySelector("output")?.replaceChildren(sentence);

async function play(name: string): Promise<void> {
  const game = createGame(runtime, await joinTag(location.origin, name));
  const pen = document.querySelector("canvas")?.getContext("2d");
  game.room.onDrop(() => say("The connection is lost. Reconnecting…"));
  game.room.onReconnect(() => say(""));
  game.room.onLeave(() => say("The game has ended. Reload the page to play again."));
  const frame = (now: number): void => {
    if (pen) draw(pen, game.frame(now, readKeys()), game.room, now);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  runtime.setInterval(() => showScores(game.room), 500);
  // For tests, and for use in the browser's console.
  Object.assign(globalThis, { tag: game });
}

/** Lists the players by the seconds in which they were not the chaser. */
function showScores({ state, sessionId }: TagRoom): void {
  const ranked = Array.from(state.members).toSorted(([, a], [, b]) => b.seconds - a.seconds);
  const rows = ranked.map(([id, { name, seconds }]) => {
    const row = Object.assign(document.createElement("li"), { textContent: name });
    Object.assign(row.dataset, { seconds, self: id === sessionId });
    return row;
  });
  document.querySelector("ol")?.replaceChildren(...rows);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  form.hidden = true;
  const name = form.querySelector("input")?.value ?? "";
  play(name).catch(() => say("The server could not be reached. Reload the page to try again."));
});
