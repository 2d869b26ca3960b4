import "./no-eval.ts";
import "@fontsource-variable/exo-2/wght.css";
import type { Game } from "./connection/game-connection.ts";
import { heldSeat } from "./connection/held-seat.ts";
import { useGamepadInMenus } from "./controls/menu-gamepad.ts";
import "./hud/base.css";
import type { HudActions } from "./hud/hud.ts";
import { keepLook } from "./hud/look.ts";
import type { Role, Wish } from "./hud/menu/menu.tsx";
import { showMenu } from "./hud/menu/show-menu.ts";
import { forgetRoomInAddress, roomInAddress } from "./hud/share-link.ts";

const NOT_LOADED = "The game could not be loaded. Check your connection and try again.";

const stage = place("stage");
const hud = place("hud");
const menu = place("menu");

/** The arena brings Phaser, the connection the network SDK: both come while the player types a name. */
const loadArena = () => import("./session.ts");
const loadConnection = () => import("./connection/join.ts");

if (import.meta.env.DEV) {
  const { simulateLine } = await import("./connection/simulated-line.ts");
  await simulateLine(location.search);
}
keepLook();
let closeMenu = (): void => {};
// A page reloaded in the middle of a game goes on with it.
openMenu(heldSeat.token === undefined ? undefined : "fighter");
useGamepadInMenus(menu);
afterFirstPaint(() => {
  // Fetched ahead; a failure shows when the player presses Play, which asks again.
  loadArena().catch(() => undefined);
  loadConnection().catch(() => undefined);
});

function openMenu(joinAtOnce: Role | undefined): void {
  closeMenu = showMenu(menu, {
    onPlay: play,
    joinAtOnce,
    roomId: roomInAddress(),
    onForgetRoom: forgetRoomInAddress,
  });
}

/**
 * Goes on with a game that a reload has interrupted or joins a new one, shows it and takes the menu away. Rejects with a
 * sentence for the player when there is no game.
 */
async function play(wish: Wish): Promise<void> {
  const { joinArena, resumeArena } = await loadConnection().catch((cause: unknown) => {
    throw new Error(NOT_LOADED, { cause });
  });
  await show((await resumeArena()) ?? (await joinArena(wish)));
  closeMenu();
}

/** Shows a game until the player or the server ends it. Leaves it when it can't be shown. */
async function show(game: Game): Promise<void> {
  const close = (joinAtOnce?: Role): void => {
    const status = game.status();
    // The room that was asked for is no more: another has taken its place.
    if (status.state === "closed" && status.return === "newRoom") forgetRoomInAddress();
    session.end();
    openMenu(joinAtOnce);
    void game.leave();
  };
  const role = (): Role => (game.standings().find(({ self }) => self)?.spectator ? "spectator" : "fighter");
  const actions = { onLeave: () => close(), onRejoin: () => close(role()) };
  const session = await showWith(game, actions).catch((error: unknown) => {
    void game.leave();
    throw error;
  });
}

async function showWith(game: Game, actions: HudActions) {
  const { showGame } = await loadArena().catch((cause: unknown) => {
    throw new Error(NOT_LOADED, { cause });
  });
  return showGame(game, { stage, hud }, actions);
}

function afterFirstPaint(task: () => void): void {
  requestAnimationFrame(() => setTimeout(task));
}

function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page lacks #${id}`);
  return element;
}
