import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import type { Page } from "playwright-core";

import type { MenuSetting } from "./menu-page/api.ts";

/** One scene of the menu, in a page without a server. */
export interface MenuScene extends Omit<MenuSetting, "device"> {
  /** Prepares the server's answers. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** Opens a dialog in place of the player; resolves when it is there. */
  readonly open?: (page: Page) => Promise<unknown>;
}

const NAMES = ["Ada", "Grace Hopper", "Linus", "Margaret", "Wwwwwwwwwwwwwwww", "Katherine", "Dennis", "Barbara"];
const LEADERS = Array.from({ length: 40 }, (_, index) => ({
  id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
  name: NAMES[index % NAMES.length],
  rounds: 1240 - index * 20,
  wins: 300 - index * 7,
  kills: 12_345 - index * 250,
  deaths: 8000 - index * 90,
  score: 15_000 - index * 300,
}));
const OWN = LEADERS[9];

const leaderboard =
  (path: string, rows: unknown, own: unknown = OWN) =>
  async (page: Page): Promise<void> => {
    await page.evaluate((id) => localStorage.setItem("fray.guest", `${id}.${"x".repeat(43)}`), OWN?.id);
    await page.route("**/api/history*", (route) => route.fulfill({ json: ROUNDS }));
    await page.route(`**/api/players/*`, (route) => route.fulfill(own ? { json: own } : { status: 404 }));
    await page.route(path, (route) => route.fulfill(rows ? { json: rows } : { status: 503 }));
  };
/** Everybody of the leaderboard has fought in a round that was recorded. */
const ROUNDS = ["ffa", "ctf"].map((mode, index) => ({
  id: `01234567-89ab-cdef-0123-456789abcde${index}`,
  map: "foundry",
  mode,
  winner: index,
  endedAt: 1_790_000_000_000,
  hasReplay: index === 0,
  players: LEADERS.map(({ id, name = "" }) => ({ playerId: id, name, won: true })),
}));
const openLeaderboard = (text: string) => async (page: Page) => {
  await page.getByRole("button", { name: "Leaderboard" }).click();
  await page.getByText(text, { exact: true }).waitFor();
};

const open =
  (...buttons: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const name of buttons) await page.getByRole("button", { name, exact: name === "Play" }).click();
  };
const openTab = (tab: string, text: string) => async (page: Page) => {
  await open("Rooms")(page);
  await page.getByRole("tab", { name: tab }).click();
  await page.getByText(text).first().waitFor();
};

/** All scenes of the menu, by name. */
export const MENU_SCENES: Readonly<Record<string, MenuScene>> = {
  menu: {},
  invited: { invited: "aB3dE5fG7" },
  refused: {
    invited: "aB3dE5fG7",
    refusal: { code: JOIN_REFUSED.banned, message: "You are banned from that room by its owner. Play in another one." },
    open: open("Play"),
  },
  rooms: { lobby: "full", open: openTab("Rooms", "Night shift") },
  "rooms-empty": { lobby: "empty", open: openTab("Rooms", "No public game is running") },
  "rooms-failed": { lobby: "failed", open: open("Rooms") },
  "rooms-lost": { lobby: "lost", open: open("Rooms") },
  "rooms-refused": {
    lobby: "full",
    refusal: { code: JOIN_REFUSED.locked, message: "That room is locked by its owner. Play in another one." },
    open: async (page) => {
      await openTab("Rooms", "Night shift")(page);
      await page.getByRole("button", { name: "Join: Night shift" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  chat: { lobby: "full", open: openTab("Chat", "Linus") },
  "chat-empty": { lobby: "empty", open: openTab("Chat", "No messages yet.") },
  friends: { lobby: "full", open: openTab("Friends", "In the lobby") },
  "friends-none": { lobby: "empty", open: openTab("Friends", "You have no friends here yet.") },
  create: { lobby: "full", open: open("Create room") },
  password: {
    invited: "aB3dE5fG7",
    refusal: { code: JOIN_REFUSED.wrongPassword, message: "That is not the password of this room. Try again." },
    open: open("Play"),
  },
  leaderboard: { prepare: leaderboard("**/api/leaderboard*", LEADERS), open: openLeaderboard("YOU") },
  "latest-rounds": {
    prepare: leaderboard("**/api/leaderboard*", LEADERS),
    open: async (page) => {
      await openLeaderboard("YOU")(page);
      await page.getByRole("tab", { name: "Rounds" }).click();
      await page.getByRole("link", { name: /^Watch Free for all/ }).waitFor();
    },
  },
  "leaderboard-empty": {
    prepare: leaderboard("**/api/leaderboard*", [], null),
    open: openLeaderboard("Play a whole round to see your totals here."),
  },
  "leaderboard-loading": {
    prepare: (page) => page.route("**/api/**", () => {}),
    open: openLeaderboard("Asking the server…"),
  },
  "leaderboard-failed": {
    prepare: leaderboard("**/api/leaderboard*", undefined),
    open: openLeaderboard("The leaderboard is not available right now."),
  },
};
