import type { Page } from "playwright-core";

const LOOK_MS = 10;
/** No body moves as far between two looks, in u, unless it spawns or teleports. */
const JUMP_U = 3;

/** What a page has lived through since `begin`. */
export interface Watched {
  readonly self: { readonly id: number; readonly team: number; readonly spectator: boolean } | undefined;
  readonly longestGapMs: number;
  /** How often the page had no connection. */
  readonly moves: number;
  /**
   * Steps in which the page did not play: its inputs were on their way when the connection was closed, or could not be
   * sent without one. A room that moves stands still in most of them.
   */
  readonly stepsAway: number;
  /** Whether kills or deaths were ever fewer than before. */
  readonly hasLostScore: boolean;
  /** How often the own body was suddenly elsewhere without a spawn. */
  readonly jumps: number;
}

declare global {
  interface Window {
    rolling: { begin(): Watched; end(): Watched };
  }
}

/** Watches what arrives at a page that is in a game. */
export async function watchPatches(page: Page): Promise<void> {
  await page.evaluate(
    ({ lookMs, jumpU }) => {
      let longestGapMs = 0;
      let moves = 0;
      let stepsAway = 0;
      let hasLostScore = false;
      let jumps = 0;
      let patches = 0;
      let patchedAt = performance.now();
      let unacknowledged = 0;
      let lostAt: number | undefined;
      let tally = { kills: 0, deaths: 0 };
      let place = { x: 0, y: 0, lives: -1 };
      const selfOf = () => window.__fray?.standings().find(({ self }) => self);
      const look = (): void => {
        const probe = window.__fray;
        const now = performance.now();
        if (!probe) return;
        const stats = probe.stats();
        if (stats.patches !== patches) {
          longestGapMs = Math.max(longestGapMs, now - patchedAt);
          patches = stats.patches;
          patchedAt = now;
        }
        if (probe.status().state === "online") {
          if (lostAt !== undefined) stepsAway += Math.round(((now - lostAt) * stats.tickRate) / 1000);
          lostAt = undefined;
          unacknowledged = stats.unacknowledged;
        } else if (lostAt === undefined) {
          lostAt = now;
          stepsAway += unacknowledged;
          moves++;
        }
        const self = selfOf();
        if (self) {
          hasLostScore ||= self.kills < tally.kills || self.deaths < tally.deaths;
          tally = { kills: self.kills, deaths: self.deaths };
        }
        const body = probe.frame?.self;
        if (body?.alive) {
          const far = Math.hypot(body.x - place.x, body.y - place.y) > jumpU;
          if (place.lives === body.lives && far) jumps++;
          place = { x: body.x, y: body.y, lives: body.lives };
        }
      };
      setInterval(look, lookMs);
      const watched = () => {
        const self = selfOf();
        return {
          self: self && { id: self.id, team: self.team, spectator: self.spectator },
          longestGapMs: Math.max(longestGapMs, performance.now() - patchedAt),
          moves,
          stepsAway,
          hasLostScore,
          jumps,
        };
      };
      window.rolling = {
        begin() {
          look();
          longestGapMs = moves = stepsAway = jumps = 0;
          patchedAt = performance.now();
          hasLostScore = false;
          return watched();
        },
        end: watched,
      };
    },
    { lookMs: LOOK_MS, jumpU: JUMP_U },
  );
}
