import type { FrameTimes } from "@fray/game-client/internal/drawing/frame-times";
import { Hud } from "@fray/game-client/internal/hud/hud";
import { viewportFor } from "@fray/game-client/internal/view/viewport";
import { systemRuntime } from "@fray/netcode/core";
import { screenCentre } from "@fray/shared-state/protocol/screen";

import { makeBody, makeSelf } from "../../../bench/arena-page/made-up.ts";
import type { Hidden, RecordedFrame } from "./api.ts";
import { StillGame, type Scene } from "./still-game.ts";

const FRAME_MS = 1000 / 30;
const FRAMES_PER_SAMPLE = 3;
const FRAMES_PER_KILL = 45;
/** The page is drawn once in so many frames: panels are measured without it, and drawing would take most of the time. */
const FRAMES_PER_DRAWING = 15;
/** Nobody overlooks a body under something that is as clear as this. */
const CLEAR = 0.4;

type Times = Readonly<Record<"frameTimes" | "workTimes", FrameTimes>>;

/**
 * Plays a record with the HUD of a scene. The clock of the game and of its animations is that of the record, so the result is
 * the same each time.
 */
export async function replay(
  place: HTMLElement,
  scene: Scene,
  record: readonly RecordedFrame[],
  times: Times,
): Promise<Hidden> {
  const game = new StillGame(scene);
  const hud = new Hud(systemRuntime, place, { onLeave: () => {}, onPlay: () => {}, onRejoin: () => {} });
  const { zoom: unit, ...view } = viewportFor(innerWidth, innerHeight);
  const screen = { width: view.width / unit, height: view.height / unit };
  const hidden = { own: 0, ownHidden: 0, enemies: 0, enemiesHidden: 0 };
  let focus = { x: 0, y: 0 };
  for (const [index, { self, others }] of record.entries()) {
    if (self) focus = self;
    const centre = screenCentre(focus.x, focus.y, game.arena, screen);
    const toPage = (x: number, y: number) => ({
      x: innerWidth / 2 + (x - centre.x) * unit,
      y: innerHeight / 2 + (y - centre.y) * unit,
    });
    const frame = {
      ...scene.frame,
      focus,
      self: self ? makeSelf(self) : scene.frame.self && { ...scene.frame.self, alive: false },
      others: others.map((body) => makeBody({ ...body, bot: true })),
      events: index % FRAMES_PER_KILL === 0 ? scene.frame.events.slice(0, 1) : [],
    };
    hud.update(frame, game, { now: index * FRAME_MS, buttons: 0, times, toPage });
    // Panels render in a microtask.
    await Promise.resolve();
    if (index % FRAMES_PER_DRAWING === 0) await new Promise(requestAnimationFrame);
    passAnimations();
    if (index % FRAMES_PER_SAMPLE !== 0) continue;
    const opaque = opaqueBoxes();
    const isHidden = ({ x, y }: { x: number; y: number }): boolean => {
      const at = toPage(x, y);
      return opaque.some((box) => isOver(box, at, unit / 2));
    };
    if (self) {
      hidden.own++;
      if (isHidden(self)) hidden.ownHidden++;
    }
    const seen = others.filter(
      ({ x, y }) => Math.abs(x - centre.x) < screen.width / 2 && Math.abs(y - centre.y) < screen.height / 2,
    );
    hidden.enemies += seen.length;
    hidden.enemiesHidden += seen.filter(isHidden).length;
  }
  hud.dispose();
  return hidden;
}

/** Advances all animations and transitions by a frame. */
function passAnimations(): void {
  for (const animation of document.getAnimations()) {
    animation.pause();
    const at = Number(animation.currentTime ?? 0) + FRAME_MS;
    if (at >= Number(animation.effect?.getComputedTiming().endTime ?? 0)) animation.finish();
    else animation.currentTime = at;
  }
}

/** The panels through which nobody can see. */
function opaqueBoxes(): readonly DOMRect[] {
  const panels = [...document.querySelectorAll(".corner > *")].flatMap((child) =>
    getComputedStyle(child).display === "contents" ? Array.from(child.children) : [child],
  );
  return panels
    .filter((panel) => Number(getComputedStyle(panel).opacity) > CLEAR)
    .map((panel) => panel.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0);
}

function isOver(box: DOMRect, { x, y }: { readonly x: number; readonly y: number }, radius: number): boolean {
  const dx = Math.max(box.left - x, 0, x - box.right);
  const dy = Math.max(box.top - y, 0, y - box.bottom);
  return dx * dx + dy * dy < radius * radius;
}
