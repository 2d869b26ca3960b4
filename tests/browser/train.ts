import { Navigation, type Place } from "@fray/bot-client/internal/navigation/navigation";
import type { Page } from "playwright-core";

import { loadMap } from "../support/maps.ts";
import { until } from "../support/until.ts";
import { ask } from "./page.ts";

/** A direction of length 1 at most. */
export type Direction = readonly [x: number, y: number];

/** What a player holds in hands on one device. */
export interface Hands {
  /** Walks that way, and aims and fires that way if it is given. */
  readonly hold: (walk: Direction, fire: Direction | undefined) => Promise<void>;
  readonly dash: () => Promise<void>;
  readonly special: () => Promise<void>;
}

/** A training takes a minute of the page, which is late on a busy machine. */
const LIMIT_MS = 120_000;
/** Nearer than this a player shoots and stays. */
const NEAR_U = 4;
const REST: Direction = [0, 0];

const towards = (from: Place, to: Place): Direction => {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return length < 0.1 ? REST : [(to.x - from.x) / length, (to.y - from.y) / length];
};

/** Plays a training to its end: over a pad first, then after the bot. Returns when the last dialog is there. */
export async function train(page: Page, map: string, hands: Hands): Promise<void> {
  const navigation = new Navigation(loadMap(map));
  const end = page.getByRole("dialog");
  const dots = page.getByRole("img", { name: /of \d done/ });
  await dots.waitFor();
  await until(
    "the training is over",
    async () => {
      if ((await end.count()) > 0) return true;
      const seen = await ask(page, ({ frame }) => {
        const { self, others = [], pickups = [] } = frame ?? {};
        const bot = others.find(({ alive }) => alive);
        const pad = pickups.find(({ available }) => available);
        const step = document.querySelector('[aria-label="Training"] [role="status"]')?.textContent ?? "";
        return { self: self?.alive ? { x: self.x, y: self.y } : undefined, bot, pad, step };
      });
      const { self, bot, pad, step = "" } = seen ?? {};
      if (!self) return false;
      const goal = step.includes("glowing pad") ? pad : bot;
      const way = goal && navigation.waypoint({ ...self, teleportCooldown: 0 }, goal);
      const isNear = bot !== undefined && Math.hypot(bot.x - self.x, bot.y - self.y) < NEAR_U;
      const stays = goal === bot && isNear;
      const fire = bot && towards(self, bot);
      await hands.hold(way && !stays ? towards(self, way) : REST, fire);
      if (step.includes("Dash")) await hands.dash();
      if (step.includes("special")) await hands.special();
      return false;
    },
    LIMIT_MS,
  );
}
