import type { Frame, Happening } from "../connection/frame.ts";
import type { Game } from "../connection/game-connection.ts";
import { ControlsHint } from "./controls-hint.tsx";
import "./hud.css";
import { HudKeys } from "./hud-keys.ts";
import { HurtEdge } from "./hurt-edge.ts";
import { KillFeed, KillLog } from "./kill-feed.tsx";
import { Leaderboard } from "./leaderboard.tsx";
import { LineStatus } from "./line-status.tsx";
import { NetGraph } from "./net-graph.ts";
import { Overlay } from "./overlay.tsx";
import { Panel } from "./panel.ts";
import { RespawnCard, type LastDeath } from "./respawn-card.tsx";
import { Scoreboard } from "./scoreboard.tsx";
import { StandingsCache } from "./standings-cache.ts";
import { Vitals, vitalsOf } from "./vitals.tsx";

const HINT_MS = 10_000;
const PING_EVERY_MS = 1000;

export interface HudActions {
  /** Back to the menu. */
  readonly onLeave: () => void;
  /** Into a new game at once. */
  readonly onRejoin: () => void;
}

/** All that is written over the arena. Fed once a frame; touches the page only where something changed. */
export class Hud {
  readonly #root: HTMLElement;
  readonly #keys = new HudKeys();
  readonly #standings = new StandingsCache();
  readonly #kills = new KillLog();
  readonly #hurt: HurtEdge;
  readonly #vitals;
  readonly #leaderboard;
  readonly #scoreboard;
  readonly #netGraph: NetGraph;
  readonly #line;
  readonly #feed;
  readonly #respawn;
  readonly #hint;
  readonly #overlay;
  readonly #actions: HudActions & { readonly onStay: () => void };
  #startedAt: number | undefined;
  #over = false;
  #ping = 0;
  #pingAt = -Infinity;
  #death: LastDeath | undefined;

  constructor(root: HTMLElement, actions: HudActions) {
    this.#root = document.createElement("div");
    this.#root.className = "hud";
    root.append(this.#root);
    this.#actions = { ...actions, onStay: () => (this.#keys.leaving = false) };
    this.#hurt = new HurtEdge(this.#root);
    const left = this.#corner("top-left");
    const right = this.#corner("top-right");
    const bottom = this.#corner("bottom");
    this.#leaderboard = new Panel(left, Leaderboard);
    this.#netGraph = new NetGraph(left);
    this.#line = new Panel(right, LineStatus);
    this.#feed = new Panel(right, KillFeed);
    this.#hint = new Panel(bottom, ControlsHint);
    this.#vitals = new Panel(bottom, Vitals);
    this.#respawn = new Panel(this.#root, RespawnCard);
    this.#scoreboard = new Panel(this.#root, Scoreboard);
    this.#overlay = new Panel(this.#root, Overlay);
  }

  /** Whether a dialog has the player's attention and keys should not move the fighter. */
  get busy(): boolean {
    return this.#keys.leaving || this.#over;
  }

  /** Shows what a frame and its game say at `now`, a requestAnimationFrame timestamp in ms. */
  update(frame: Frame, game: Game, now: number): void {
    this.#startedAt ??= now;
    this.#standings.refresh(now, () => game.standings());
    for (const happening of frame.happenings) this.#hear(happening, now);
    this.#kills.expire(now);
    this.#show(frame, game, now);
  }

  dispose(): void {
    this.#keys.dispose();
    this.#netGraph.dispose();
    for (const panel of [this.#vitals, this.#leaderboard, this.#scoreboard, this.#line]) panel.dispose();
    for (const panel of [this.#feed, this.#respawn, this.#hint, this.#overlay]) panel.dispose();
    this.#root.remove();
  }

  #show(frame: Frame, game: Game, now: number): void {
    const { self } = frame;
    const status = game.status();
    const own = this.#standings.own;
    const dead = self !== undefined && !self.alive;
    this.#over = status.state === "closed";
    this.#vitals.update(vitalsOf(self));
    this.#leaderboard.update({ standings: this.#standings.rows });
    this.#scoreboard.update({ open: this.#keys.scoreboard, standings: this.#standings.rows });
    this.#line.update({
      kills: own?.kills ?? 0,
      deaths: own?.deaths ?? 0,
      ping: this.#readPing(game, now),
      online: status.state === "online",
    });
    this.#netGraph.update(this.#keys.netGraph, game, now);
    this.#feed.update({ lines: this.#kills.lines });
    this.#respawn.update({
      dead,
      tenths: Math.ceil((self?.respawnIn ?? 0) * 10),
      death: this.#death,
    });
    this.#hint.update({ visible: now - (this.#startedAt ?? now) < HINT_MS });
    this.#overlay.update({
      state: status.state,
      message: status.state === "closed" ? status.message : "",
      leaving: this.#keys.leaving,
      ...this.#actions,
    });
  }

  #hear(happening: Happening, now: number): void {
    if (happening.type === "hit" && happening.me && happening.damage > 0) this.#hurt.flash(0.7);
    if (happening.type !== "death") return;
    const killer = this.#standings.find(happening.killer);
    const victim = this.#standings.find(happening.victim);
    this.#kills.add(
      { name: happening.killerName, bot: killer?.bot ?? false, self: happening.mine },
      { name: happening.victimName, bot: victim?.bot ?? false, self: happening.me },
      happening.weapon,
      now,
    );
    if (happening.me) this.#death = { ...happening, killerBot: killer?.bot ?? false };
  }

  #readPing(game: Game, now: number): number {
    if (now - this.#pingAt >= PING_EVERY_MS) {
      this.#pingAt = now;
      this.#ping = Math.round(game.ping());
    }
    return this.#ping;
  }

  #corner(name: string): HTMLElement {
    const corner = document.createElement("div");
    corner.className = `corner ${name}`;
    this.#root.append(corner);
    return corner;
  }
}
