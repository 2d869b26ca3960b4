import "./no-eval.ts";
import "@fontsource-variable/exo-2/wght.css";
import { whenAborted } from "@fray/netcode/client";
import { systemRuntime as runtime } from "@fray/netcode/core";
import type { PartyNews } from "@fray/shared-state/protocol/party";

import { friends } from "./connection/friends.ts";
import type { Game } from "./connection/game-connection.ts";
import { heldSession } from "./connection/held-seat.ts";
import { JoinError } from "./connection/join-error.ts";
import { intentAfter, type JoinIntent } from "./connection/join-intent.ts";
import { joinLimit } from "./connection/join-limit.ts";
import { keptIntent } from "./connection/kept-intent.ts";
import { keptParty } from "./connection/kept-party.ts";
import { lastPointer } from "./controls/last-pointer.ts";
import { useGamepadInMenus } from "./controls/menu-gamepad.ts";
import "./hud/base.css";
// The page's guard shows its message with it, before any dialog has loaded.
import "./hud/parts/dialog.css";
import { exposeReplayProbe } from "./expose-probe.ts";
import type { HudActions } from "./hud/hud-actions.ts";
import { keepLook } from "./hud/look.ts";
import type { MenuDialogName } from "./hud/menu/menu-dialog.tsx";
import { showMenu } from "./hud/menu/show-menu.ts";
import { forgetRoomInAddress, roomInAddress, takeFriendFromAddress, takePartyFromAddress } from "./hud/share-link.ts";
import { afterPaint } from "./platform/after-paint.ts";
import { dropsOfFiles } from "./platform/dropped-files.ts";
import { homeOf, linkToMoment, momentIn } from "./platform/home.ts";
import { learnKeyboardLayout } from "./platform/keyboard-layout.ts";
import { optional } from "./platform/optional.ts";
import { forgetReload, mayReload, reloadOnce } from "./platform/reload-once.ts";
import type { ReplaySource, Viewer } from "./replay/open-viewer.ts";

const NOT_LOADED = "The game could not be loaded. Check your connection and try again.";
const STILL_LOADING = "The game is still loading. Try again in a moment.";

const stage = place("stage");
const hud = place("hud");
const menu = place("menu");

/** The arena loads Phaser, the connection loads the network SDK: both load while the player types a name. */
const loadArena = async () => {
  const session = await import("./session.ts");
  session.prepareSound(runtime);
  return session;
};
const loadConnection = () => import("./connection/join.ts");
const loadLobby = () => import("./connection/live-lobby.ts");
/** The worker that plays a replay starts while its picture still loads. */
const loadViewer = () => import("./replay/open-viewer.ts");
const loadReplayPicture = () => import("./replay/replay-session.ts");

if (import.meta.env.DEV) {
  const { simulateNetwork } = await import("./connection/simulated-network.ts");
  await simulateNetwork(location.search);
}
keepLook();
lastPointer.follow();
void learnKeyboardLayout();
let closeMenu = (): void => {};
let viewer: Viewer | undefined;
let isInGame = false;
const friend = takeFriendFromAddress();
if (friend !== undefined) friends.add(friend);
const invitation = takePartyFromAddress();
if (invitation !== undefined) keptParty.keep(invitation);
const moment = momentIn(location.href);
if (moment) void watch(moment);
else {
  openMenu({
    // A page that was reloaded during a game, or while it joined, returns to that game.
    joinAtOnce:
      keptIntent.take() ?? (heldSession.token === undefined ? undefined : { spectate: false, roomId: roomInAddress() }),
    dialog: friend === undefined ? undefined : "friends",
  });
  loadGameAhead();
}
useGamepadInMenus(menu);
dropsOfFiles((file) => {
  if (!isInGame) void watch({ file });
});

/** Loads the game in advance. A failure appears when the player presses Play, which loads it again. */
function loadGameAhead(): void {
  void afterPaint(runtime).then(() => {
    loadArena().catch(() => undefined);
    loadConnection().catch(() => undefined);
  });
}

function openMenu(begin: { joinAtOnce?: JoinIntent | undefined; dialog?: MenuDialogName | undefined } = {}): void {
  closeMenu = showMenu(menu, {
    runtime,
    onPlay: play,
    joinAtOnce: undefined,
    dialog: undefined,
    ...begin,
    roomId: roomInAddress(),
    onForgetRoom: forgetRoomInAddress,
    onOpenReplay: (file) => void watch({ file }),
    openLobby: async (name, cancelled) => {
      const { joinLobby } = await orNotLoaded(loadLobby());
      return joinLobby(runtime, name, { cancelled }).catch(reloadIfOtherBuild);
    },
  });
}

/** Shows a replay in place of the menu, until the visitor leaves it. */
async function watch(source: ReplaySource): Promise<void> {
  viewer?.close();
  viewer = undefined;
  closeMenu();
  const opening = document.createElement("p");
  opening.className = "opening";
  opening.setAttribute("role", "status");
  opening.textContent = "Opening the replay…";
  menu.replaceChildren(opening);
  const onLeave = (): void => {
    viewer?.close();
    viewer = undefined;
    optional(() => history.replaceState(history.state, "", homeOf(location.href)));
    openMenu();
    loadGameAhead();
  };
  const onNext = (id: string): void => {
    const next = { id, second: undefined };
    optional(() => history.replaceState(history.state, "", linkToMoment(location.href, next)));
    void watch(next);
  };
  try {
    const picture = orNotLoaded(loadReplayPicture());
    // The viewer says so where a replay would be.
    picture.catch(() => {});
    const { openViewer } = await orNotLoaded(loadViewer());
    viewer = openViewer(source, { runtime, stage, hud, onLeave, onNext, picture, expose: exposeReplayProbe });
  } catch {
    // The page has said that a part of it is missing.
    onLeave();
  } finally {
    opening.remove();
  }
}

/** Plays as `enter` does. A page that is reloaded before it has joined keeps the intent for the page after it. */
async function play(name: string, intent: JoinIntent, cancelled: AbortSignal): Promise<void> {
  keptIntent.keep(intent);
  await enter(name, intent, cancelled).catch((error: unknown) => {
    // The page's guard may reload a page whose parts are gone.
    if (!(error instanceof NotLoadedError || isOtherBuild(error))) keptIntent.forget();
    return reloadIfOtherBuild(error);
  });
  keptIntent.forget();
  forgetReload();
  closeMenu();
}

/**
 * Resumes a game that a reload has interrupted, or joins a new game, unless `cancelled` is aborted before. Shows the
 * game. Rejects with a sentence for the player when there is no game.
 */
async function enter(name: string, intent: JoinIntent, cancelled: AbortSignal): Promise<void> {
  const signal = joinLimit(runtime, cancelled);
  // A body that stands about while the page loads disturbs the others, so everything is loaded first.
  const [{ joinArena, resumeArena }] = await loadedBefore(signal, Promise.all([loadConnection(), loadArena()]));
  const join = (): Promise<Game> =>
    joinArena({ runtime, name, ...intent, party: keptParty.token.value, signal }).catch((error: unknown) => {
      // A reload brings the page that the room needs. Any other room is the second choice.
      if (intent.orAny && !(isOtherBuild(error) && mayReload()))
        return joinArena({ runtime, name, spectate: intent.spectate, party: keptParty.token.value, signal });
      throw error;
    });
  await show((await resumeArena({ runtime, signal })) ?? (await join()), intent, cancelled);
}

const isOtherBuild = (error: unknown): boolean => error instanceof JoinError && error.isOtherBuild;

/** Reloads a page of another build than the server, and never settles then. Throws every other error, and the second time. */
function reloadIfOtherBuild(error: unknown): Promise<never> {
  if (!isOtherBuild(error) || !mayReload()) throw error;
  reloadOnce();
  return new Promise(() => {});
}

/** Shows a game until the player or the server ends it. Leaves the game when it can't be shown, or is cancelled before. */
async function show(game: Game, intent: JoinIntent, cancelled: AbortSignal): Promise<void> {
  const close = (joinAtOnce?: JoinIntent): void => {
    const status = game.status();
    // The requested room no longer exists, or this player may not join it.
    if (status.state === "closed" && status.return !== "none") forgetRoomInAddress();
    session.end();
    isInGame = false;
    openMenu({ joinAtOnce });
    void game.leave();
  };
  const actions = {
    onLeave: () => close(),
    onPlay: () => close({ spectate: false }),
    onRejoin: () => close(intentAfter(game, intent)),
  };
  const session = await showWith(game, actions).catch((error: unknown) => {
    void game.leave();
    throw error;
  });
  if (cancelled.aborted) {
    session.end();
    void game.leave();
    throw cancelled.reason;
  }
  isInGame = true;
  if (game.party) {
    const keep = ({ token }: PartyNews): void => keptParty.keep(token);
    if (game.party.value.token !== "") keep(game.party.value);
    game.party.subscribe(keep);
  }
  if (intent.create && intent.practice === undefined) session.invite();
  // Without its script the room is a place to practise all the same.
  if (intent.practice === "training") session.train().catch(() => undefined);
}

async function showWith(game: Game, actions: HudActions) {
  const { showGame } = await orNotLoaded(loadArena());
  return showGame(runtime, game, { stage, hud }, actions);
}

/** Loads parts of the game. Rejects with a sentence for the player when they do not arrive, or not before the signal. */
function loadedBefore<Modules>(signal: AbortSignal, modules: Promise<Modules>): Promise<Modules> {
  const tooLate = new Promise<never>((_, reject) => {
    void whenAborted(signal).then(() => reject(new Error(STILL_LOADING)));
  });
  return Promise.race([orNotLoaded(modules), tooLate]);
}

/** Words in a browser's error for a script that did not arrive, and in Vite's error for a style sheet. */
const IS_MISSING = /module|preload/i;

/**
 * A part of the game did not arrive. The page's guard then offers to reload the page. Requesting the part again does
 * not help: files of an older build no longer exist.
 */
class NotLoadedError extends Error {
  override name = "NotLoadedError";
}

/** Loads a part of the game. Rejects with a sentence for the player when it does not arrive. */
function orNotLoaded<Module>(module: Promise<Module>): Promise<Module> {
  return module.catch((cause: unknown) => {
    const error = new NotLoadedError(NOT_LOADED, { cause });
    // If the module arrived and then failed, its own error is more useful.
    reportError(IS_MISSING.test(String(cause)) ? error : cause);
    throw error;
  });
}

function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page lacks #${id}`);
  return element;
}
