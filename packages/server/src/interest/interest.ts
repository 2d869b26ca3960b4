import type { Client } from "@colyseus/core";
import { StateView } from "@colyseus/schema";
import { SCREEN_U, screenCentre } from "@fray/shared-state/protocol/screen";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { OWNER_VIEW, type Player } from "@fray/shared-state/schema/player";
import { SpatialGrid } from "@fray/shared-state/simulation/spatial-grid";

/** Bodies this far off screen are sent, so that they are there when they walk in. */
const MARGIN_U = 3;
/** A body in view stays so until it is this much farther out than where it came in: nothing flickers at the edge. */
const HYSTERESIS = 1.15;
const CELL_U = 8;
/** Ticks between looks; a dash crosses 2 u meanwhile, less than the margin. */
const REFRESH_INTERVAL_TICKS = 3;

interface Watcher {
  client: Client;
  view: StateView;
  readonly player: Player;
  readonly seen: Set<Player>;
  /** Spreads the looks of many watchers over the interval. */
  readonly phase: number;
}

/**
 * Who is told what. A client receives the bodies around its screen and nothing else: it saves bandwidth, and what was
 * never sent can't be drawn by a cheat.
 */
export class Interest {
  readonly #state: ArenaState;
  readonly #map: { readonly width: number; readonly height: number };
  readonly #watchers = new Map<string, Watcher>();
  readonly #grid: SpatialGrid<Player>;
  #joined = 0;

  /** `map` gives the size of the arena in u. */
  constructor(state: ArenaState, map: { readonly width: number; readonly height: number }) {
    this.#state = state;
    this.#map = map;
    this.#grid = new SpatialGrid<Player>(map.width, map.height, CELL_U);
  }

  /** Starts telling `client` what `player` can see. Also for a client that is back on a new line: it starts afresh. */
  watch(client: Client, player: Player): void {
    this.unwatch(client.sessionId);
    const view = new StateView();
    view.add(player, OWNER_VIEW);
    client.view = view;
    const phase = this.#joined++ % REFRESH_INTERVAL_TICKS;
    const watcher: Watcher = { client, view, player, seen: new Set([player]), phase };
    this.#watchers.set(client.sessionId, watcher);
    this.#look(watcher);
  }

  /** Stops. The view is disposed here because the framework never does. */
  unwatch(sessionId: string): void {
    this.#watchers.get(sessionId)?.view.dispose();
    this.#watchers.delete(sessionId);
  }

  /** Forgets a body that has left the arena. */
  forget(player: Player): void {
    for (const watcher of this.#watchers.values()) watcher.seen.delete(player);
  }

  /**
   * Updates every view whose turn it is in this tick, and at once what `jumped`: a body that has spawned somewhere else
   * must not be followed there by those who saw it die, not even for a tick.
   */
  refresh(tick: number, jumped: ReadonlySet<number>): void {
    this.#grid.clear();
    for (const player of this.#state.players.values()) if (player.lives > 0) this.#grid.insert(player);
    for (const watcher of this.#watchers.values()) {
      const isDue = (tick + watcher.phase) % REFRESH_INTERVAL_TICKS === 0;
      if (isDue || jumped.has(watcher.player.id)) this.#look(watcher);
      else if (jumped.size > 0) this.#dropOutOfReach(watcher);
    }
  }

  /** Clients who can see some of the stretch from (`fromX`, `fromY`) to (`toX`, `toY`). */
  *seeing(fromX: number, fromY: number, toX: number, toY: number): Iterable<Client> {
    const left = Math.min(fromX, toX);
    const right = Math.max(fromX, toX);
    const top = Math.min(fromY, toY);
    const bottom = Math.max(fromY, toY);
    for (const { client, player } of this.#watchers.values()) {
      const { x, y } = this.#centreOf(player);
      const outside = left > x + REACH_X_U || right < x - REACH_X_U || top > y + REACH_Y_U || bottom < y - REACH_Y_U;
      if (!outside) yield client;
    }
  }

  #look(watcher: Watcher): void {
    const { view, player, seen } = watcher;
    const centre = this.#centreOf(player);
    this.#dropOutOfReach(watcher, centre);
    const { x, y } = centre;
    this.#grid.query(x - REACH_X_U, y - REACH_Y_U, x + REACH_X_U, y + REACH_Y_U, (other) => {
      if (seen.has(other) || !inReach(centre, other, 1)) return;
      seen.add(other);
      view.add(other);
    });
  }

  #dropOutOfReach({ view, player, seen }: Watcher, centre = this.#centreOf(player)): void {
    for (const other of seen) {
      if (other === player || inReach(centre, other, HYSTERESIS)) continue;
      seen.delete(other);
      view.remove(other);
    }
  }

  #centreOf({ x, y }: Player): Place {
    return screenCentre(x, y, this.#map);
  }
}

interface Place {
  readonly x: number;
  readonly y: number;
}

const REACH_X_U = SCREEN_U.width / 2 + MARGIN_U;
const REACH_Y_U = SCREEN_U.height / 2 + MARGIN_U;

const inReach = (from: Place, to: Place, stretch: number): boolean =>
  Math.abs(to.x - from.x) <= REACH_X_U * stretch && Math.abs(to.y - from.y) <= REACH_Y_U * stretch;
