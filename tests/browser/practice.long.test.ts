import { PAD } from "@fray/game-client/internal/controls/pads";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { axeFaults } from "./axe.ts";
import { Fingers } from "./fingers.ts";
import { isAlive, learnt, PRACTICE } from "./learnt.ts";
import { holdPad, moveFocusTo, PAD_SCRIPT, tapPad, tiltPad } from "./pad.ts";
import { openPage } from "./page.ts";
import { buttonOf, PHONE, UPRIGHT } from "./phone.ts";
import { train, type Direction, type Hands } from "./train.ts";
import { useServerProcess } from "./use-server.ts";

const server = useServerProcess(...PRACTICE);

/** Whether the bot falls within the minute is a matter of a real fight. */
const FIGHT = { retry: 2 };
const STEPS = ["move", "fire", "dash", "special", "pads"];
const training = (page: Page) => page.getByRole("region", { name: "Training" });
const named = (page: Page, what: string) =>
  until(`${what} is named`, async () => (await training(page).locator("kbd").allInnerTexts()).includes(what));
const ending = (page: Page) => page.getByRole("dialog", { name: "You know it all" });

/** The training is played to its end, and its last dialog leads into a fight. */
async function expectEnd(page: Page): Promise<void> {
  await ending(page).waitFor();
  expect(await ending(page).getByRole("list", { name: "6 of 6 done" }).count()).toBe(1);
  expect(await learnt(page)).toEqual(expect.arrayContaining(STEPS));
  expect(await axeFaults(page)).toEqual([]);
}
async function expectFight(page: Page): Promise<void> {
  await until("a fight has begun", async () => (await training(page).count()) === 0 && (await isAlive(page)));
}

test(
  "with a gamepad alone: the training is found, names the pad's buttons, and is played to its end and into a fight",
  FIGHT,
  async () => {
    const { page, errors, screenshot } = await openPage(server.http, { before: PAD_SCRIPT });
    await moveFocusTo(page, page.getByRole("button", { name: "Training" }));
    await tapPad(page, PAD.a);
    await until("the body is there", () => isAlive(page));
    await named(page, "Left stick");
    const hold = async (walk: Direction, fire: Direction | undefined): Promise<void> => {
      await tiltPad(page, walk, fire ?? [0, 0]);
      await holdPad(page, fire ? [PAD.rightTrigger] : []);
    };
    const hands: Hands = { hold, dash: () => tapPad(page, PAD.a), special: () => tapPad(page, PAD.leftTrigger) };
    await train(page, "duel", hands);
    await hold([0, 0], undefined);
    await expectEnd(page);
    await screenshot("training-end-gamepad");
    await until("the way into a fight has the focus", () =>
      ending(page)
        .getByRole("button", { name: "Play" })
        .evaluate((button) => button === document.activeElement),
    );
    await tapPad(page, PAD.a);
    await expectFight(page);
    expect(errors).toEqual([]);
  },
);

test("with touch alone: the training names thumbs, and is played to its end and into a fight", FIGHT, async () => {
  const { page, errors, screenshot } = await openPage(server.http, { viewport: UPRIGHT, device: PHONE });
  await page.getByRole("button", { name: "Training" }).tap();
  await until("the body is there", () => isAlive(page));
  await named(page, "Left thumb");
  // The own body is in the middle of an upright phone, and panels fade over bodies.
  await until("the training can be read", () =>
    training(page).evaluate((panel) => getComputedStyle(panel).opacity === "1"),
  );
  await screenshot("training-touch");
  const fingers = await Fingers.on(page);
  const [left, right] = [88, UPRIGHT.width - 88].map((x) => ({ x, y: UPRIGHT.height - 88 }));
  const drag = (finger: number, from = left, [x, y]: Direction = [0, 0]) =>
    fingers.drag(finger, { x: (from?.x ?? 0) + x * 50, y: (from?.y ?? 0) + y * 50 }, 1);
  const tap = async (label: string): Promise<void> => {
    // While the body is dead, there are no buttons.
    const button = await buttonOf(page, label).catch(() => undefined);
    if (button) await fingers.press(3, button);
    await fingers.lift(3);
  };
  if (!left || !right) throw new Error("there are no thumbs");
  await fingers.press(1, left);
  await fingers.press(2, right);
  await train(page, "duel", {
    hold: async (walk, fire) => {
      await drag(1, left, walk);
      await drag(2, right, fire);
    },
    dash: () => tap("dash"),
    special: () => tap("special"),
  });
  for (const finger of [1, 2]) await fingers.lift(finger);
  await expectEnd(page);
  await screenshot("training-end-touch");
  await ending(page).getByRole("button", { name: "Play" }).tap();
  await expectFight(page);
  expect(errors).toEqual([]);
});
