import type { Runtime } from "@fray/netcode/core";
import { hasTeams } from "@fray/shared-state/match/modes";

import type { Frame, Point } from "../connection/frame.ts";
import type { Game } from "../connection/game-connection.ts";
import { lastDevice } from "../controls/last-device.ts";
import { ControlsHint } from "./fight/controls-hint.tsx";
import { DeathCard } from "./fight/death-card.tsx";
import { HurtEdge } from "./fight/hurt-edge.ts";
import { KillFeed } from "./fight/kill-feed.tsx";
import { canMark, MarkPlaces } from "./fight/mark-places.ts";
import { States, Vitals, vitalsOf } from "./fight/vitals.tsx";
import { GameDialogs } from "./game-menu/game-dialogs.tsx";
import type { HudActions } from "./hud-actions.ts";
import { HudInput, type PersonAsked } from "./hud-input.ts";
import { HudScale } from "./hud-scale.ts";
import "./hud.css";
import { Minimap } from "./minimap/minimap.ts";
import type { Moment, Part } from "./moment.ts";
import { ConnectionStatus } from "./network/connection-status.tsx";
import { NetGraphPart } from "./network/net-graph-part.ts";
import { Panel } from "./parts/panel.ts";
import { Toolbar } from "./parts/toolbar.tsx";
import { Announcements } from "./round/announcements.tsx";
import { Leaderboard } from "./round/leaderboard.tsx";
import { ResultsPart } from "./round/results-part.ts";
import { roundBarOf } from "./round/round-bar-of.ts";
import { RoundBar } from "./round/round-bar.tsx";
import { Scoreboard } from "./round/scoreboard.tsx";
import { StandingsCache } from "./round/standings-cache.ts";
import { WarmUp, warmUpOf } from "./round/warm-up.tsx";
import { SeeThrough } from "./see-through.ts";
import { Emotes } from "./talk/emotes.ts";
import { TalkPart } from "./talk/talk-part.ts";
import { Watching } from "./watch/watching.ts";

/** The inputs of the HUD in addition to the frame itself. */
export interface FrameContext extends Pick<Moment, "now" | "buttons" | "times" | "pointed" | "clips"> {
  /** Converts a place in the world (u) to the page, in CSS pixels. */
  readonly toPage: (x: number, y: number) => Point;
}

/**
 * Everything that is written over the arena. It is updated once a frame and touches the page only where something
 * changed.
 */
export class Hud {
  readonly #root: HTMLElement;
  readonly #input = new HudInput();
  readonly #standings = new StandingsCache();
  readonly #parts: Part[];
  readonly #onPlay: () => void;
  readonly #scale: HudScale;
  readonly #seeThrough: SeeThrough;
  #over = false;

  constructor(runtime: Runtime, root: HTMLElement, actions: HudActions) {
    this.#root = document.createElement("div");
    this.#root.className = "hud";
    root.append(this.#root);
    this.#scale = new HudScale(root, this.#root);
    this.#seeThrough = new SeeThrough(this.#root);
    this.#onPlay = actions.onPlay;
    this.#parts = this.#createParts(runtime, actions);
  }

  /** Whether a dialog or the chat has the player's attention, so that keys must not move the fighter. */
  get busy(): boolean {
    return this.#input.busy || this.#over;
  }

  update(frame: Frame, game: Game, { toPage, ...context }: FrameContext): void {
    this.#standings.refresh(context.now, () => game.standings());
    this.#over = game.status().state === "closed";
    this.#mark("device", lastDevice.value);
    this.#mark("phase", frame.round.phase);
    this.#scale.update();
    const moment = { frame, game, standings: this.#standings, ...context };
    for (const part of this.#parts) part.update(moment);
    this.#seeThrough.update(frame, context.now, toPage);
  }

  /** Shows how others can join the room. */
  invite(): void {
    this.#input.dialog = "invite";
  }

  /** Begins a training. Its script is loaded only then. */
  async train(): Promise<void> {
    const { createTraining } = await import("./training/training-part.ts");
    const line = this.#root.querySelector<HTMLElement>(".corner.above-bottom");
    if (!line || !this.#root.isConnected) return;
    this.#mark("training", "");
    this.#parts.push(createTraining({ line, dialogs: this.#root }, this.#input, this.#onPlay));
  }

  dispose(): void {
    this.#input.dispose();
    for (const part of this.#parts) part.dispose();
    this.#root.remove();
  }

  /** Creates the parts in drawing order, the lowest first. */
  #createParts(runtime: Runtime, actions: HudActions): Part[] {
    const root = this.#root;
    const input = this.#input;
    const onPerson = (asked: PersonAsked): void => input.openPerson(asked);
    const edge = new HurtEdge(root);
    const topLeft = this.#corner("top-left");
    const top = this.#corner("top");
    const topRight = this.#corner("top-right");
    const bottom = this.#corner("bottom");
    const aboveBottom = this.#corner("above-bottom");
    return [
      edge,
      new Panel(topLeft, Leaderboard, ({ frame, standings }) => ({
        visible: !hasTeams(frame.round.mode) && frame.round.phase !== "results",
        standings: standings.rows,
      })),
      new NetGraphPart(runtime, topLeft, () => input.netGraph),
      new Panel(top, RoundBar, roundBarOf),
      new Panel(top, WarmUp, warmUpOf),
      new Announcements(top),
      new Panel(topRight, Toolbar, (moment) => ({
        visible: lastDevice.value === "touch",
        marks: canMark(moment),
        input,
      })),
      new ConnectionStatus(topRight),
      new KillFeed(topRight),
      new Minimap(this.#corner("map")),
      new ControlsHint(aboveBottom),
      new Panel(aboveBottom, States, ({ frame: { self } }) => ({
        overdriven: self?.overdriven ?? false,
        hidden: self?.hidden ?? false,
      })),
      new Watching(bottom),
      new Panel(bottom, Vitals, vitalsOf),
      new DeathCard(root),
      new Panel(root, Scoreboard, ({ frame: { round }, game, standings }) => ({
        open: input.scoreboard,
        mode: round.mode,
        map: game.arena.name,
        scores: round.scores,
        standings: standings.rows,
        onPerson,
      })),
      new TalkPart(this.#corner("talk"), input),
      new Emotes(root, input),
      new MarkPlaces(input),
      new GameDialogs(runtime, root, input, actions),
      // A gamepad moves through the first dialog of the page, and others matter more.
      new ResultsPart(root, onPerson),
    ];
  }

  /** Sets a data attribute on the whole HUD for its style sheets. */
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
