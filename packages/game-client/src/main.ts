import "@fontsource-variable/exo-2/wght.css";
import { h, render } from "preact";

import "./hud/base.css";
import { Menu } from "./hud/menu.tsx";

const stage = place("stage");
const hud = place("hud");
const menu = place("menu");

/** The arena brings Phaser, the connection the network SDK: both come while the player types a name. */
const loadArena = () => import("./session.ts");
const loadConnection = () => import("./connection/join.ts");

openMenu(false);
afterFirstPaint(() => {
  // Fetched ahead; a failure shows when the player presses Play, which asks again.
  loadArena().catch(() => undefined);
  loadConnection().catch(() => undefined);
});

function openMenu(joinAtOnce: boolean): void {
  // Keyed by the moment: each menu is a new one, with nothing left over of the last.
  render(h(Menu, { key: performance.now(), onPlay: play, joinAtOnce }), menu);
}

/** Joins, shows the game and takes the menu away. Rejects with a sentence for the player when there is no game. */
async function play(name: string): Promise<void> {
  const [{ showGame }, { joinArena }] = await Promise.all([loadArena(), loadConnection()]).catch((cause: unknown) => {
    throw new Error("The game could not be loaded. Check your connection and try again.", { cause });
  });
  const game = await joinArena({ name });
  const close = (joinAtOnce: boolean): void => {
    session.end();
    openMenu(joinAtOnce);
    // Leaving a line that is already gone fails, and nobody needs to know.
    game.leave().catch(() => undefined);
  };
  const actions = { onLeave: () => close(false), onRejoin: () => close(true) };
  const session = await showGame(game, { stage, hud }, actions).catch(async (error: unknown) => {
    await game.leave();
    throw error;
  });
  render(undefined, menu);
}

function afterFirstPaint(task: () => void): void {
  requestAnimationFrame(() => setTimeout(task));
}

function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page lacks #${id}`);
  return element;
}
