import type { ClientEvent } from "@fray/game-client/internal/connection/frame";
import "@fontsource-variable/exo-2/wght.css";

import "../../../packages/game-client/src/hud/base.css";
import { lastDevice, type Device } from "@fray/game-client/internal/controls/last-device";
import { FrameTimes } from "@fray/game-client/internal/drawing/frame-times";
import { Hud } from "@fray/game-client/internal/hud/hud";
import { keepLook } from "@fray/game-client/internal/hud/look";
import { settings, type Settings } from "@fray/game-client/internal/settings/settings";
import { systemRuntime } from "@fray/netcode/core";

import type { Hidden, RecordedFrame } from "./api.ts";
import { paintBackdrop } from "./backdrop.ts";
import { replay } from "./replay.ts";
import { SCENES } from "./scenes.ts";
import { StillGame } from "./still-game.ts";

const place = document.getElementById("hud");
const stage = document.getElementById("stage");
if (!place || !stage) throw new Error("the page lacks its places");
const times = { frameTimes: new FrameTimes(), workTimes: new FrameTimes() };
for (let frame = 0; frame < 300; frame++) {
  times.frameTimes.record(frame % 40 === 0 ? 33 : frame % 7 === 0 ? 20 : 16.6);
  times.workTimes.record(3);
}
keepLook();
paintBackdrop(stage);

/** The own body of all scenes stands in the middle of the page, and a u is as large as the backdrop's. */
const toPage = (x: number, y: number): { x: number; y: number } => {
  const unit = Math.max(innerWidth / 32, innerHeight / 18);
  return { x: innerWidth / 2 + (x - 20) * unit, y: innerHeight / 2 + (y - 14) * unit };
};

let update = (_now: number): void => {};
const draw = (now: number): void => {
  update(now);
  requestAnimationFrame(draw);
};
requestAnimationFrame(draw);

let hud: Hud | undefined;
let orders: readonly object[] = [];
async function show(name: string, device: Device, changes: Partial<Settings> = {}): Promise<void> {
  const scene = SCENES[name];
  if (!scene || !place) throw new Error(`no such scene; there are ${Object.keys(SCENES).join(", ")}`);
  hud?.dispose();
  settings.reset();
  settings.set(changes);
  lastDevice.used(device);
  const game = new StillGame(scene);
  orders = game.orders;
  const shown = new Hud(systemRuntime, place, { onLeave: () => {}, onPlay: () => {}, onRejoin: () => {} });
  hud = shown;
  let events: readonly ClientEvent[] = scene.frame.events;
  let lateBy = 0;
  update = (now) => {
    shown.update({ ...scene.frame, events }, game, {
      now: now + lateBy,
      buttons: 0,
      times,
      pointed: undefined,
      toPage,
    });
    events = [];
  };
  if (scene.training) await shown.train();
  await frames(2);
  if (scene.training === "over") lateBy = 61_000;
  // The results are a script of their own.
  if (scene.frame.round.phase === "results") while (!document.querySelector(".results")) await frames(1);
  scene.open?.();
  // Some parts are scripts of their own.
  if (scene.opens !== undefined) while (!document.querySelector(scene.opens)) await frames(1);
  await frames(3);
}

async function replayFight(record: readonly RecordedFrame[]): Promise<Hidden> {
  const { ffa } = SCENES;
  if (!ffa || !place) throw new Error("the page lacks a scene");
  hud?.dispose();
  hud = undefined;
  update = () => {};
  settings.reset();
  lastDevice.used("keyboard");
  return replay(place, { ...ffa, map: "kiln" }, record, times);
}

async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame);
}

await document.fonts.ready;
window.hudPage = { scenes: Object.keys(SCENES), show, replay: replayFight, orders: () => orders };
