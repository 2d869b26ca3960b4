import { PAD } from "@fray/game-client/internal/controls/pads";
import { BUTTON, type InputFrame } from "@fray/shared-state/schema/input-frame";
import { devices, type Locator, type Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { until } from "../support/until.ts";
import { enter } from "./enter.ts";
import { PAD_SCRIPT, tapPad } from "./pad.ts";
import { ask, VIEWPORT, type GamePage, type PageOptions } from "./page.ts";
import { TAKES_PICTURES } from "./pictures.ts";
import { useServer } from "./use-server.ts";

const WIDE = TAKES_PICTURES ? { width: 1280, height: 720 } : VIEWPORT;
/** Until the victim is back, in s: a slow page presses its keys in this time. */
const DEAD_S = 30;
const INPUT_MS = 33;
/** In the open, with the victim's way across the killer's line of fire. */
const STAND = { x: 2, y: 2 };
const TARGET = { x: 6, y: 2.5 };
const WAY_U = 1.5;

const server = useServer("--map", "duel", "--warmup-seconds", "1", "--round-seconds", "600");
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

/** A page whose player can be killed. */
async function openVictim(options: PageOptions = {}): Promise<Killed> {
  const killer = await Guest.join(`ws://127.0.0.1:${server.port}`, { name: "Hunter" });
  const opened = await enter(server.http, "Prey", { viewport: WIDE, ...options });
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

const killcam = (page: Page) => page.getByRole("status", { name: "Killcam" });
const textOf = async (element: Locator): Promise<string> => (await element.innerText()).replaceAll(/\s+/g, " ");
const card = (page: Page) => page.getByRole("status", { name: "You fell" });

test("the death card offers what the killer saw; a key shows it, any key skips it, and the respawn ends it", async () => {
  const { page, kill, revive, errors, screenshot } = await openVictim();
  await kill();
  await card(page).getByRole("button", { name: "What they saw" }).waitFor();
  await screenshot("killcam-offer");
  await page.keyboard.press("KeyR");
  await killcam(page).waitFor();
  expect(await textOf(killcam(page))).toMatch(/What Hunter saw.*on the server.*back in/);
  expect(await card(page).count()).toBe(0);
  await screenshot("killcam-begins");
  await until(
    "it shows where the victim was",
    async () => (await page.locator(".clip-ring:not([hidden])").count()) === 3,
  );
  await screenshot("killcam-ends");
  await page.keyboard.press("KeyM");
  await killcam(page).waitFor({ state: "detached" });
  await card(page).waitFor();
  // It can be had once.
  expect(await card(page).getByRole("button").count()).toBe(0);
  revive();
  await until("it is back", () => ask(page, ({ frame }) => frame?.self?.alive));

  await kill();
  await card(page).getByRole("button", { name: "What they saw" }).click();
  await killcam(page).waitFor();
  revive();
  await until("it is back again", () => ask(page, ({ frame }) => frame?.self?.alive));
  await killcam(page).waitFor({ state: "detached" });
  expect(errors).toEqual([]);
});

test("a gamepad shows it with X and skips it with any button", async () => {
  const { page, kill, errors } = await openVictim({ before: PAD_SCRIPT });
  await kill();
  // The player turns to the gamepad.
  await tapPad(page, PAD.a);
  await card(page).getByRole("button", { name: "What they saw X" }).waitFor();
  await tapPad(page, PAD.x);
  await killcam(page).waitFor();
  await tapPad(page, PAD.b);
  await killcam(page).waitFor({ state: "detached" });
  expect(errors).toEqual([]);
});

test("on a phone a tap shows it and a tap skips it", async () => {
  const { defaultBrowserType: _type, ...phone } = devices["Pixel 7"];
  const { page, kill, errors, screenshot } = await openVictim({
    device: { ...phone, hasTouch: true },
    viewport: phone.viewport,
  });
  await kill();
  await card(page).getByRole("button", { name: "What they saw" }).tap();
  await killcam(page).waitFor();
  await screenshot("killcam-phone");
  await page.touchscreen.tap(100, 400);
  await killcam(page).waitFor({ state: "detached" });
  await card(page).waitFor();
  expect(errors).toEqual([]);
});

test("the best moment of the round comes before the results, and a key skips it", async () => {
  const { page, kill, revive, errors, screenshot } = await openVictim();
  await kill();
  revive();
  await until("it is back", () => ask(page, ({ frame }) => frame?.self?.alive));
  onlyRoom().control.endRound();
  const best = page.getByRole("status", { name: "Best moment" });
  await best.waitFor();
  expect(await textOf(best)).toContain("Best moment: Hunter");
  expect(await page.getByRole("dialog", { name: "Results" }).count()).toBe(0);
  await screenshot("best-moment");
  // A key that was meant for the fight does not skip it.
  await until("it is skipped", async () => {
    await page.keyboard.press("Space");
    return (await best.count()) === 0;
  });
  await page.getByRole("dialog", { name: "Results" }).waitFor();
  expect(errors).toEqual([]);
});
