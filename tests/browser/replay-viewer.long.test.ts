import { PAD } from "@fray/game-client/internal/controls/pads";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { devices, type Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";

import { until } from "../support/until.ts";
import { axeFaults } from "./axe.ts";
import { drawFrames } from "./enter.ts";
import { PAD_SCRIPT, tapPad } from "./pad.ts";
import { copiedText, openPage } from "./page.ts";
import { askReplay, recordReplay, REPLAY_ID, storeReplay } from "./recorded-replay.ts";
import { useServer } from "./use-server.ts";

const SECONDS = 30;
const TICK_RATE = 30;
const folder = mkdtempSync(join(tmpdir(), "fray-viewer-"));
const replay = recordReplay(SECONDS);
storeReplay(folder, replay);
afterAll(() => rmSync(folder, { recursive: true }));
const server = useServer("--map", "duel", "--data-dir", folder, "--base-path", "/games/fray");

const link = (query = "") => `${server.http}/watch/${REPLAY_ID}${query}`;

/** The second that is shown; undefined before the first. */
const second = (page: Page) =>
  askReplay(page, ({ frame, position, firstTick }) => (frame?.others.length ? (position - firstTick) / 30 : undefined));
const isShown = (page: Page, from: number, to = SECONDS) =>
  until(`second ${from} to ${to} is shown`, async () => {
    const shown = await second(page);
    return shown !== undefined && shown >= from && shown <= to;
  });

/** Drops a file on the page. */
const drop = (page: Page, bytes: Uint8Array) =>
  page.evaluate((values) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([Uint8Array.from(values)], "round.fray"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, Array.from(bytes));

describe("a link to a replay", () => {
  test.each([
    ["", ""],
    ["/games/fray", "under a path of the site"],
  ])("with ?t= shows that moment and goes on from there (%s)", async (base) => {
    const address = `${server.http}${base}/watch/${REPLAY_ID}?t=12`;
    const { page, errors, screenshot } = await openPage(address);
    await isShown(page, 12);
    await isShown(page, 13);
    await screenshot("replay/watching");
    await page.getByRole("button", { name: "Back to the menu" }).click();
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
    expect(page.url()).toBe(`${server.http}${base}/`);
    expect(errors).toEqual([]);
  });

  test("lets the browser fetch everything at once, and nothing twice", async () => {
    const { page, errors } = await openPage(link());
    await isShown(page, 0);
    const fetched = await page.evaluate(() =>
      (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
        .filter(({ name }) => !name.endsWith(".css"))
        .map(({ name, initiatorType }) => ({ name, initiatorType })),
    );
    const parts = [`/api/replays/${REPLAY_ID}`, "/assets/phaser-", "/assets/replay-session-", "/rules/"];
    for (const part of parts) {
      const found = fetched.filter(({ name }) => name.includes(part));
      expect(found, part).toHaveLength(1);
      // By a link of the page, and not by a script that has loaded before.
      expect(["link", "other"], part).toContain(found[0]?.initiatorType);
    }
    expect(errors).toEqual([]);
  });

  test("to one that is gone says so, and leads to the menu", async () => {
    const { page, screenshot } = await openPage(link().replace(REPLAY_ID, "11111111-2222-3333-4444-555555555555"));
    await page.getByRole("alert").getByText("This replay is gone.").waitFor();
    await screenshot("replay/gone");
    await page.getByRole("button", { name: "Back to the menu" }).click();
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  });
});

test("a file that is dropped on the page plays, and one that is chosen in the menu does", async () => {
  const { page, errors } = await openPage(server.http);
  await page.getByRole("button", { name: "Open a replay" }).waitFor();
  await drop(page, replay);
  await isShown(page, 0.5);
  await page.keyboard.press("Escape");
  const path = join(folder, "chosen.fray");
  writeFileSync(path, replay);
  await page.getByLabel("Replay file").setInputFiles(path);
  await isShown(page, 0.5);
  expect(await page.getByRole("button", { name: "Link to this moment" }).count()).toBe(0);
  expect(errors).toEqual([]);
});

describe("a bad file", () => {
  const bad = {
    "that is something else": [Buffer.from("GIF89a and so on, for some time, as a picture has it."), "not a replay"],
    "that is empty": [Buffer.alloc(0), "not a replay"],
    "that ends in its header": [replay.subarray(0, 60), "ends before its header"],
    "whose rules are not here": [
      Buffer.concat([replay.subarray(0, 9), Buffer.alloc(32, 7), replay.subarray(41)]),
      "rules that this replay was played by are not on this server",
    ],
    "whose middle has changed": [changed(replay), "replay"],
  } as const;

  test("gets a sentence, and the page goes on", async () => {
    const { page } = await openPage(server.http);
    await page.getByRole("button", { name: "Open a replay" }).waitFor();
    for (const [what, [bytes, sentence]] of Object.entries(bad)) {
      await drop(page, bytes);
      await page
        .getByRole("alert")
        .getByText(sentence)
        .waitFor()
        .catch((cause: unknown) => {
          throw new Error(what, { cause });
        });
    }
    await page.getByRole("button", { name: "Back to the menu" }).click();
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  });

  function changed(bytes: Uint8Array): Uint8Array {
    const copy = Buffer.from(bytes);
    for (let at = 100; at < copy.length; at += 97) copy[at] = (copy[at] ?? 0) ^ 0x55;
    return copy;
  }
});

test("the timeline seeks, and speed, players and what they saw are chosen by mouse", async () => {
  // Screens that are less high have no room for the followed player's health.
  const { page, errors, screenshot } = await openPage(link(), { viewport: { width: 960, height: 540 } });
  await isShown(page, 0);
  const timeline = page.getByRole("slider", { name: "Moment" });
  const box = await timeline.boundingBox();
  if (!box) throw new Error("the timeline is not there");
  await page.mouse.click(box.x + box.width * 0.7, box.y + box.height / 2);
  await isShown(page, SECONDS * 0.66, SECONDS * 0.9);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.mouse.click(box.x + box.width * 0.2, box.y + box.height / 2);
  await isShown(page, SECONDS * 0.17, SECONDS * 0.23);

  // The followed player's health and ammunition stand above the bar, and nobody's while the camera is free.
  const vitals = page.getByRole("region", { name: "Followed fighter" });
  await until("the health is the followed player's", async () => {
    const health = await askReplay(page, ({ frame }) => frame?.watched?.health);
    const shown = await vitals.getByRole("meter", { name: "Health" }).getAttribute("aria-valuenow");
    return shown === String(Math.ceil((health ?? 0) * 100));
  });
  await vitals.getByRole("img", { name: /^(?:\d+ of \d+ shots|Reloading)$/ }).waitFor();
  const all = await askReplay(page, ({ frame }) => frame?.others.length);
  const first = await askReplay(page, ({ frame }) => frame?.watched?.name);
  await page.getByRole("button", { name: "Next player" }).click();
  await until("another is followed", async () => {
    const name = await askReplay(page, ({ frame }) => frame?.watched?.name);
    return name !== undefined && name !== first;
  });
  await page.getByRole("button", { name: "What that player saw" }).click();
  await page.getByText(/Others (about )?\d+ ms late/).waitFor();
  expect(await askReplay(page, ({ frame }) => frame?.others.length)).toBeLessThanOrEqual(all ?? 0);
  await page.getByRole("button", { name: "Free camera" }).click();
  await vitals.waitFor({ state: "detached" });
  await page.getByText("Everything").waitFor();
  await screenshot("replay/free-camera");
  await page.getByLabel("Speed").selectOption("8×");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await isShown(page, SECONDS * 0.5);
  expect(errors).toEqual([]);
});

test("the keyboard alone plays, pauses, steps, seeks, follows, copies the link and leaves", async () => {
  const { page, errors, screenshot } = await openPage(link("?t=5"), {
    device: { permissions: ["clipboard-read", "clipboard-write"] },
  });
  await isShown(page, 5);
  await page.keyboard.press("Space");
  await until("it stands still", async () => (await askReplay(page, ({ playing }) => playing)) === false);
  await page.keyboard.press("Period");
  await until("it stands on a tick", async () => Number.isInteger(await askReplay(page, ({ position }) => position)));
  const at = (await askReplay(page, ({ position }) => position)) ?? 0;
  await page.keyboard.press("Period");
  await until("a tick later", async () => (await askReplay(page, ({ position }) => position)) === at + 1);
  await page.keyboard.press("Comma");
  await page.keyboard.press("Comma");
  await until("two ticks earlier", async () => (await askReplay(page, ({ position }) => position)) === at - 1);
  await page.keyboard.press("l");
  await until("5 s later", async () => (await askReplay(page, ({ position }) => position)) === at - 1 + 5 * TICK_RATE);
  await page.keyboard.press("v");
  await page.getByText(/ms late/).waitFor();
  await page.keyboard.press("u");
  await page.getByText("Link copied").waitFor();
  expect(Number(new URL(await copiedText(page)).searchParams.get("t"))).toBeGreaterThan(9);
  await page.keyboard.press("h");
  await page.getByRole("dialog", { name: "Watching a replay" }).waitFor();
  await drawFrames(page, 20);
  await screenshot("replay/help");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("f");
  await page.getByText("Free camera").waitFor();
  const x = () => askReplay(page, ({ frame }) => frame?.focus.x ?? 0);
  const from = (await x()) ?? 0;
  const key = from > 10 ? "KeyA" : "KeyD";
  await page.keyboard.down(key);
  await until("the camera moves", async () => Math.abs(((await x()) ?? from) - from) > 1);
  await page.keyboard.up(key);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  expect(errors).toEqual([]);
});

describe("on a phone", () => {
  test.each([
    ["upright", { width: 320, height: 568 }],
    ["sideways", { width: 568, height: 320 }],
  ])("held %s every button is on the screen and large enough, and a finger moves the camera", async (how, viewport) => {
    const { page, errors, screenshot } = await openPage(link("?t=3"), {
      viewport,
      device: { ...devices["Pixel 7"], hasTouch: true, isMobile: true },
    });
    await isShown(page, 3);
    const bar = page.getByRole("region", { name: "Replay" });
    for (const button of await bar.getByRole("button").all()) {
      const box = await button.boundingBox();
      const name = await button.getAttribute("aria-label");
      expect(box, `${name}`).toBeTruthy();
      if (!box) continue;
      expect(Math.min(box.width, box.height), `${name}`).toBeGreaterThanOrEqual(36);
      expect(box.x, `${name}`).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width, `${name}`).toBeLessThanOrEqual(viewport.width);
      expect(box.y + box.height, `${name}`).toBeLessThanOrEqual(viewport.height);
    }
    expect(((await bar.boundingBox())?.height ?? 0) / viewport.height).toBeLessThan(0.45);
    await screenshot(`replay/phone-${how}`);
    await bar.getByRole("button", { name: "Free camera" }).tap();
    await bar.getByText("Free camera").waitFor();
    expect(errors).toEqual([]);
  });
});

test("a gamepad plays, seeks, changes the player and leaves", async () => {
  const { page, errors } = await openPage(link("?t=3"), { before: PAD_SCRIPT });
  await isShown(page, 3);
  await tapPad(page, PAD.a);
  await until("it stands still", async () => (await askReplay(page, ({ playing }) => playing)) === false);
  await tapPad(page, PAD.right);
  await isShown(page, 8);
  const first = await askReplay(page, ({ frame }) => frame?.watched?.name);
  await tapPad(page, PAD.rightTrigger);
  await until(
    "another is followed",
    async () => (await askReplay(page, ({ frame }) => frame?.watched?.name)) !== first,
  );
  await tapPad(page, PAD.b);
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  expect(errors).toEqual([]);
});

test("the replay and a clip of its last seconds are saved as files", async () => {
  const { page, errors } = await openPage(link("?t=1.5"));
  await isShown(page, 1.5);
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("o")]);
  expect(file.suggestedFilename()).toBe("fray-test.fray");
  expect(readFileSync(await file.path()).equals(replay)).toBe(true);
  const [clip] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("c")]);
  expect(clip.suggestedFilename()).toBe("fray-test.webm");
  // The word with which every WebM begins.
  expect(readFileSync(await clip.path()).readUInt32BE(0)).toBe(0x1a45dfa3);
  expect(await askReplay(page, ({ playing }) => playing)).toBe(false);
  expect(errors).toEqual([]);
});

test("the viewer, its help and its sentences have no fault that axe finds", async () => {
  const { page } = await openPage(link("?t=3"));
  await isShown(page, 3);
  await page.keyboard.press("Space");
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press("h");
  await page.getByRole("dialog").waitFor();
  await drawFrames(page, 20);
  expect(await axeFaults(page)).toEqual([]);
  await page.goto(link().replace(REPLAY_ID, "11111111-2222-3333-4444-555555555555"));
  await page.getByRole("alert").waitFor();
  expect(await axeFaults(page)).toEqual([]);
});
