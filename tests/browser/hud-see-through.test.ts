import { skillOf } from "@fray/bot-client/internal/skills/steps";
import { beforeAll, expect, test } from "vitest";

import { playHeadless } from "../support/headless-match.ts";
import { loadMap } from "../support/maps.ts";
import { openContext } from "./contexts.ts";
import type { RecordedFrame } from "./hud-page/api.ts";
import { hudPage } from "./made-pages.ts";

const SECONDS = 40;
const ENEMIES_HIDDEN_AT_MOST = 0.03;

beforeAll(() => hudPage.build());

test("in a fight on Kiln no panel hides the own body, and hardly any hides an enemy", async () => {
  const context = await openContext({ viewport: { width: 960, height: 540 } });
  const { page, errors } = await hudPage.openIn(context);
  await page.waitForFunction(() => "hudPage" in window);
  const hidden = await page.evaluate((record) => window.hudPage?.replay(record), recordFight());
  expect(hidden?.own).toBeGreaterThan(200);
  expect(hidden?.enemies).toBeGreaterThan(200);
  expect(hidden?.ownHidden).toBe(0);
  expect((hidden?.enemiesHidden ?? 0) / (hidden?.enemies ?? 1)).toBeLessThan(ENEMIES_HIDDEN_AT_MOST);
  expect(errors).toEqual([]);
});

/** Bots fight; the first is the one who looks. */
function recordFight(): readonly RecordedFrame[] {
  const record: RecordedFrame[] = [];
  playHeadless({
    arena: loadMap("kiln"),
    skills: Array.from({ length: 8 }, (_, index) => skillOf("mixed", index)),
    seconds: SECONDS,
    seed: 15,
    afterTick: ({ contestants }) => {
      const living = contestants.map(({ fighter }) => fighter).filter(({ alive }) => alive);
      const places = living.map(({ id, x, y }) => ({ id, x, y }));
      record.push({ self: places.find(({ id }) => id === 1), others: places.filter(({ id }) => id !== 1) });
    },
  });
  return record;
}
