import { BUTTON, type InputFrame } from "@fray/shared-state/schema/input-frame";
import type { Locator, Page } from "playwright-core";
import { afterEach } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { until } from "../support/until.ts";
import { enter } from "./enter.ts";
import { ask, VIEWPORT, type GamePage, type PageOptions } from "./page.ts";
import { TAKES_PICTURES } from "./pictures.ts";

const WIDE = TAKES_PICTURES ? { width: 1280, height: 720 } : VIEWPORT;
/** Until the victim is back, in s: a slow page presses its keys in this time. */
const DEAD_S = 30;
const INPUT_MS = 33;
/** In the open, with the victim's way across the killer's line of fire. */
const STAND = { x: 2, y: 2 };
const TARGET = { x: 6, y: 2.5 };
const WAY_U = 1.5;

/** Options of a server whose only round does not end by itself. */
export const LONG_ROUND = ["--map", "duel", "--warmup-seconds", "1", "--round-seconds", "600"];

const timers: NodeJS.Timeout[] = [];
afterEach(() => {
  for (const timer of timers.splice(0)) clearInterval(timer);
});

const bodyNamed = (name: string) => {
  const { roster, players } = onlyRoom().state;
  for (const [sessionId, entry] of roster) if (entry.name === name) return players.get(sessionId);
  return undefined;
};

interface Killed extends GamePage {
  /** Lets the killer kill the page's player. */
  readonly kill: () => Promise<void>;
  readonly revive: () => void;
}

/** A page at `url` whose player can be killed. */
export async function openVictim(url: string, options: PageOptions = {}): Promise<Killed> {
  const killer = await Guest.join(url.replace("http", "ws"), { name: "Hunter" });
  const opened = await enter(url, "Prey", { viewport: WIDE, ...options });
  await until("the round is live", () => ask(opened.page, ({ frame }) => frame?.round.phase === "live"));
  const input = killer.room.input<InputFrame>();
  let fires = false;
  const victim = () => bodyNamed("Prey");
  timers.push(
    setInterval(() => {
      const [from, to] = [bodyNamed("Hunter"), victim()];
      const aim = from && to ? Math.atan2(to.y - from.y, to.x - from.x) : 0;
      Object.assign(input.data, { aim, buttons: fires ? BUTTON.fire : 0 });
      if (killer.room.connection.isOpen) input.send();
    }, INPUT_MS),
  );
  const kill = async (): Promise<void> => {
    await until("both live", () => victim()?.alive && bodyNamed("Hunter")?.alive);
    Object.assign(bodyNamed("Hunter") ?? {}, STAND);
    Object.assign(victim() ?? {}, { ...TARGET, shielded: false });
    // The killer has been sent that for long enough to fill some of a clip.
    const { patches } = killer;
    const walk = (): void => {
      const y = TARGET.y + WAY_U * Math.sin(killer.patches / 8);
      Object.assign(victim() ?? {}, { y, health: 1, armour: 0, shielded: false });
    };
    await until("it is seen", () => {
      walk();
      return killer.patches > patches + 20;
    });
    fires = true;
    await until("it is dead", () => {
      walk();
      return victim()?.alive === false;
    });
    fires = false;
    const body = victim();
    if (body) body.respawnTick += DEAD_S * 30;
  };
  const revive = (): void => void Object.assign(victim() ?? {}, { respawnTick: 0 });
  return { ...opened, kill, revive };
}

export const killcam = (page: Page) => page.getByRole("status", { name: "Killcam" });
export const textOf = async (element: Locator): Promise<string> => (await element.innerText()).replaceAll(/\s+/g, " ");
export const card = (page: Page) => page.getByRole("status", { name: "You fell" });
