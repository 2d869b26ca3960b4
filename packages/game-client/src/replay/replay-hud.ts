import { hasTeams } from "@fray/shared-state/match/modes";

import type { Frame, Point, SelfView } from "../connection/frame.ts";
import { lastDevice } from "../controls/last-device.ts";
import { KillFeed } from "../hud/fight/kill-feed.tsx";
import { Vitals, vitalsOf, type VitalsProps } from "../hud/fight/vitals.tsx";
import { HudScale } from "../hud/hud-scale.ts";
import "../hud/hud.css";
import { Minimap } from "../hud/minimap/minimap.ts";
import type { Part, RecentTimes } from "../hud/moment.ts";
import { Panel } from "../hud/parts/panel.ts";
import { createResults } from "../hud/results/results-panel.ts";
import { Announcements } from "../hud/round/announcements.tsx";
import { Leaderboard } from "../hud/round/leaderboard.tsx";
import { roundBarOf } from "../hud/round/round-bar-of.ts";
import { RoundBar } from "../hud/round/round-bar.tsx";
import { Scoreboard } from "../hud/round/scoreboard.tsx";
import { StandingsCache } from "../hud/round/standings-cache.ts";
import { SeeThrough } from "../hud/see-through.ts";
import { LinkDialog, type LinkDialogProps } from "./bar/link-dialog.tsx";
import { ReplayBar, type ReplayBarProps } from "./bar/replay-bar.tsx";
import { ReplayHelp, type ReplayHelpProps } from "./bar/replay-help.tsx";
import type { ReplayGame } from "./replay-game.ts";

/** What the viewer shows besides the fight. */
export interface ReplayPanels {
  readonly scores: boolean;
  /** The followed body as its player saw it; undefined for the free camera. */
  readonly self: SelfView | undefined;
  readonly bar: ReplayBarProps;
  readonly help: ReplayHelpProps;
  readonly link: LinkDialogProps;
}

/** Health, ammunition and the rest of the followed player. The keys of the fight mean nothing here. */
const followedVitals = (round: Frame["round"], self: SelfView | undefined): VitalsProps => ({
  ...vitalsOf({ frame: { self, round } }),
  label: "Followed fighter",
  dashKey: "",
  specialKey: "",
  reloadKey: "",
});

interface ToPage {
  /** Converts a place in the world to the page, in CSS pixels. */
  toPage(x: number, y: number): Point;
}

/** Everything that is written over a replay: the parts of the game's HUD that show the fight, and the viewer's bar. */
export class ReplayHud {
  readonly #root = document.createElement("div");
  /** The bar is not scaled with the rest: it fits itself to every screen. */
  readonly #frame = document.createElement("div");
  readonly #place = document.createElement("div");
  readonly #seeThrough: readonly SeeThrough[];
  readonly #standings = new StandingsCache();
  readonly #scale: HudScale;
  readonly #parts: readonly Part[];

  constructor(parent: HTMLElement, panels: () => ReplayPanels) {
    this.#root.className = "hud replay";
    this.#frame.className = "hud";
    this.#place.className = "corner replay-place";
    this.#frame.append(this.#place);
    parent.append(this.#root, this.#frame);
    this.#seeThrough = [new SeeThrough(this.#root), new SeeThrough(this.#frame)];
    this.#scale = new HudScale(parent, this.#root);
    const top = this.#corner("top");
    this.#parts = [
      new Panel(this.#corner("top-left"), Leaderboard, ({ frame, standings }) => ({
        visible: !hasTeams(frame.round.mode) && frame.round.phase !== "results",
        standings: standings.rows,
      })),
      new Panel(top, RoundBar, roundBarOf),
      new Announcements(top),
      new KillFeed(this.#corner("top-right")),
      new Minimap(this.#corner("map")),
      createResults(this.#root),
      new Panel(this.#root, Scoreboard, ({ frame: { round }, game, standings }) => ({
        open: panels().scores,
        mode: round.mode,
        map: game.arena.name,
        scores: round.scores,
        standings: standings.rows,
      })),
      new Panel(this.#place, Vitals, ({ frame: { round } }) => followedVitals(round, panels().self)),
      new Panel(this.#place, ReplayBar, () => panels().bar),
      new Panel(parent, ReplayHelp, () => panels().help),
      new Panel(parent, LinkDialog, () => panels().link),
    ];
  }

  update(frame: Frame, game: ReplayGame, now: number, times: RecentTimes & ToPage): void {
    this.#standings.refresh(now, () => game.standings());
    this.#mark("device", lastDevice.value);
    this.#mark("phase", frame.round.phase);
    this.#scale.update();
    const moment = { frame, game, standings: this.#standings, now, buttons: 0, times, pointed: undefined };
    for (const part of this.#parts) part.update(moment);
    for (const panels of this.#seeThrough) panels.update(frame, now, (x, y) => times.toPage(x, y));
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
    this.#root.remove();
    this.#frame.remove();
  }

  /** Sets a data attribute for the style sheets. */
  #mark(what: string, value: string): void {
    if (this.#root.dataset[what] !== value) this.#root.dataset[what] = value;
  }

  #corner(name: string): HTMLElement {
    const corner = document.createElement("div");
    corner.className = `corner ${name}`;
    this.#root.append(corner);
    return corner;
  }
}
