import type { Player } from "@fray/shared-state/schema/player";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { areEnemies } from "@fray/shared-state/simulation/body";
import { MAX_ARMOUR, MAX_HEALTH, RAIL, RUN_SPEED_U_PER_S, stepsIn } from "@fray/shared-state/simulation/rules";
import { specialOf } from "@fray/shared-state/simulation/step-weapons";

import type { BodyView } from "./frame.ts";
import { SnapshotBuffer } from "./snapshot-buffer.ts";

/** Faster than this and it is a dash. */
const DASH_SPEED_U_PER_S = RUN_SPEED_U_PER_S * 1.2;

/** Everybody else in view: positions from a little in the past, so that they move evenly; the rest as it is now. */
export class RemoteBodies {
  readonly #buffers = new Map<string, SnapshotBuffer>();
  readonly #dt: number;

  /** `dt` is the server's step in seconds. */
  constructor(dt: number) {
    this.#dt = dt;
  }

  /** Takes in a patch: where everybody was at server time `time`. */
  receive(players: Iterable<[string, Player]>, self: string, time: number): void {
    const present = new Set<string>();
    for (const [sessionId, player] of players) {
      if (sessionId === self) continue;
      present.add(sessionId);
      let buffer = this.#buffers.get(sessionId);
      if (!buffer) this.#buffers.set(sessionId, (buffer = new SnapshotBuffer()));
      const { x, y, aim } = player;
      buffer.push({ time, x, y, aim, lives: placeCount(player) });
    }
    for (const sessionId of this.#buffers.keys()) if (!present.has(sessionId)) this.#buffers.delete(sessionId);
  }

  /** Everybody as they are to be shown at server time `time`. */
  views(
    players: { get(sessionId: string): Player | undefined },
    roster: { get(sessionId: string): RosterEntry | undefined },
    own: Allegiance,
    time: number,
  ): BodyView[] {
    const views: BodyView[] = [];
    for (const [sessionId, buffer] of this.#buffers) {
      const player = players.get(sessionId);
      const pose = buffer.sample(time);
      if (!player || !pose) continue;
      views.push({
        ...describe(player, roster.get(sessionId), own, this.#dt),
        x: pose.x,
        y: pose.y,
        aim: pose.aim,
        // A body that has respawned is not shown at its old place until the playback has come to the new one.
        alive: player.alive && pose.lives === placeCount(player),
        dashing: pose.speed > DASH_SPEED_U_PER_S,
      });
    }
    return views;
  }
}

/** Whose eyes the bodies are seen with. */
type Allegiance = Pick<Player, "id" | "team">;

/** Moves whenever a body is somewhere else all at once. */
const placeCount = ({ lives, teleports }: Player): number => lives * 256 + teleports;

/** What a body's view takes from the state as it is. */
export function describe(player: Player, entry: RosterEntry | undefined, own: Allegiance, dt: number) {
  return {
    id: player.id,
    name: entry?.name ?? "",
    bot: entry?.bot ?? false,
    connected: entry?.connected ?? true,
    team: player.team,
    enemy: areEnemies(player, own),
    shielded: player.shielded,
    overdriven: player.overdriven,
    special: specialOf(player),
    health: player.health / MAX_HEALTH,
    armour: player.armour / MAX_ARMOUR,
    lives: placeCount(player),
    carries: 0,
    charge: chargeOf(player, dt),
  };
}

/** How far a body has charged its rail: 0 not at all, 1 when it is about to fire. */
export const chargeOf = ({ railCharge }: { readonly railCharge: number }, dt: number): number =>
  railCharge > 0 ? 1 - (railCharge - 1) / stepsIn(RAIL.charge_s, dt) : 0;
