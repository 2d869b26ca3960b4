import { ClipStage } from "@fray/game-client/internal/clips/clip-stage";
import type { Frame } from "@fray/game-client/internal/connection/frame";
import type { Game } from "@fray/game-client/internal/connection/game-connection";
import { systemRuntime } from "@fray/netcode/core";
import type { Clip, ClipOffer } from "@fray/shared-state/protocol/clip";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { expect, test } from "vitest";

const OFFER: ClipOffer = { kind: "death", by: 1, kills: 0 };
const CLIP = { kind: "death", map: "test" } as Clip;
const frameOf = (alive: boolean, phase = "live") => ({ self: { alive, respawnIn: 2 }, round: { phase } }) as Frame;
const DEAD = frameOf(false);
/** A picture of the clip. */
const OF_CLIP = {} as Frame;

/** A stage whose player is dead and is offered a clip. */
function openStage() {
  let arrive = (_clip: Clip | undefined): void => {};
  let state = "online";
  let isSkipped = false;
  const asked: ClipOffer[] = [];
  const clips = {
    offer: OFFER as ClipOffer | undefined,
    stepMs: 33,
    take: (offer: ClipOffer) => {
      asked.push(offer);
      clips.offer = undefined;
      return new Promise<Clip | undefined>((resolve) => (arrive = resolve));
    },
  };
  const game = { clips, arena: { name: "test" }, standings: () => [], status: () => ({ state }) };
  const show = {
    kind: "death",
    isOver: () => isSkipped,
    frame: () => OF_CLIP,
    draw: () => {},
    dispose: () => {},
  } as const;
  const parent = {} as HTMLElement;
  const stage = new ClipStage(systemRuntime, game as unknown as Game, parent, () => show);
  let now = 0;
  /** Draws a frame, while some buttons are pressed. Returns what is drawn. */
  const draw = (live = DEAD, buttons = 0): Frame => {
    const drawn = stage.frame(live, (now += 16));
    stage.update(drawn, { buttons, toPage: (x, y) => ({ x, y }) });
    return drawn;
  };
  return {
    stage,
    draw,
    asked,
    clips,
    arrive: async (clip: Clip | undefined) => {
      arrive(clip);
      await Promise.resolve();
    },
    lose: () => (state = "reconnecting"),
    skip: () => (isSkipped = true),
  };
}

/** A stage on which a clip is shown. */
async function openShown() {
  const opened = openStage();
  opened.draw();
  opened.draw(DEAD, BUTTON.reload);
  await opened.arrive(CLIP);
  return opened;
}

test("a clip is fetched as the player dies, and is in the first frame after the key", async () => {
  const { stage, draw, asked, arrive } = openStage();
  draw();
  expect(asked).toEqual([OFFER]);
  expect(stage.offersDeath).toBe(true);
  await arrive(CLIP);
  expect(draw()).toBe(DEAD);
  expect(draw(DEAD, BUTTON.reload)).toBe(DEAD);
  expect(draw(DEAD, BUTTON.reload)).toBe(OF_CLIP);
  expect(stage.offersDeath).toBe(false);
  expect(asked).toHaveLength(1);
});

test("a key that comes before the clip shows it in the first frame after it has arrived", async () => {
  const { stage, draw, asked, arrive } = openStage();
  draw();
  draw(DEAD, BUTTON.reload);
  expect(stage.offersDeath).toBe(false);
  draw();
  await arrive(CLIP);
  expect(draw()).toBe(OF_CLIP);
  expect(asked).toHaveLength(1);
});

test("nothing of a death is fetched or shown after the respawn", async () => {
  const { stage, draw, asked, arrive, clips } = openStage();
  draw();
  await arrive(CLIP);
  draw(frameOf(true));
  expect(stage.offersDeath).toBe(false);
  // Another death that is offered nothing.
  draw();
  draw(DEAD, BUTTON.reload);
  expect(draw()).toBe(DEAD);
  expect(asked).toHaveLength(1);
  // An offer that nobody could take.
  draw(DEAD);
  clips.offer = OFFER;
  draw(frameOf(true));
  draw();
  expect(asked).toHaveLength(1);
});

test("the game's picture is back in the frame in which the player is, is disconnected, or skips it", async () => {
  const respawned = await openShown();
  expect(respawned.draw()).toBe(OF_CLIP);
  const alive = frameOf(true);
  expect(respawned.draw(alive)).toBe(alive);
  const lost = await openShown();
  lost.lose();
  expect(lost.draw()).toBe(DEAD);
  const skipped = await openShown();
  skipped.skip();
  expect(skipped.draw()).toBe(DEAD);
});

test("a clip that does not arrive, is of another map, or arrives after the respawn is not shown", async () => {
  for (const [clip, live] of [
    [undefined, DEAD],
    [{ ...CLIP, map: "other" }, DEAD],
    [CLIP, frameOf(true)],
  ] as const) {
    const { draw, arrive, stage } = openStage();
    draw();
    draw(DEAD, BUTTON.reload);
    draw(live);
    await arrive(clip);
    expect(draw(live)).toBe(live);
    expect(stage.isShown).toBe(false);
  }
});
