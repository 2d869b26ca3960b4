import type { Arena } from "@fray/shared-state/arena/arena";
import { readDistance, readShots, type EventsMessage } from "@fray/shared-state/protocol/events";
import { stepsToAngle } from "@fray/shared-state/quantized";
import { weaponOf } from "@fray/shared-state/rules";
import type { WorldEvent } from "@fray/shared-state/simulation/events";
import { flies, type Shot } from "@fray/shared-state/simulation/shot";

import { shotKey } from "../connection/shot-tracker.ts";
import type { RecordedBody } from "../replay/recorded.ts";

/** The shots of a clip, and what they did. */
export class ClipShots {
  readonly #arena: Arena;
  readonly #shots = new Map<string, Shot>();

  constructor(arena: Arena) {
    this.#arena = arena;
  }

  /** Reads the events of a tick, in which `bodies` are seen. Of a shot whose beginning was not sent, nothing is shown. */
  read(message: EventsMessage, bodies: readonly RecordedBody[]): WorldEvent[] {
    const events: WorldEvent[] = [];
    for (const wire of message.shots ?? []) {
      const shots = readShots(this.#arena, message.tick, wire);
      const [birth] = shots;
      if (!birth) continue;
      for (const shot of shots) this.#shots.set(shotKey(shot), shot);
      events.push({ type: "shot", birth: { ...birth, angle: stepsToAngle(wire[4]) }, shots });
    }
    for (const [owner, seq, x, y] of message.blasts ?? []) {
      const shot = this.#take({ owner, seq, part: 0 });
      if (shot) events.push({ type: "blast", shot, distance: shot.reach, x: readDistance(x), y: readDistance(y) });
    }
    for (const [owner, seq, victim, distance, damage, part = 0] of message.hits ?? []) {
      const shot = this.#take({ owner, seq, part });
      if (shot) events.push({ type: "hit", shot, victim, distance: readDistance(distance), damage });
    }
    for (const [victim, killer, weapon, moved] of message.deaths ?? []) {
      const body = bodies.find(({ id }) => id === victim);
      if (!body) continue;
      const { team, x, y } = body;
      const movedSinceSeen = readDistance(moved);
      events.push({ type: "death", victim, team, killer, weapon: weaponOf(weapon), movedSinceSeen, x, y });
    }
    for (const [index, taker] of message.pickups ?? []) {
      const kind = this.#arena.pickups[index]?.kind;
      if (kind) events.push({ type: "pickup", index, kind, taker });
    }
    return events;
  }

  /** Returns the shots in the air, and forgets those for which `isFlying` is false. */
  flying(isFlying: (shot: Shot) => boolean): Shot[] {
    for (const [key, shot] of this.#shots) if (!flies(shot) || !isFlying(shot)) this.#shots.delete(key);
    return [...this.#shots.values()];
  }

  /** A shot that hits something has ended. */
  #take(identity: Parameters<typeof shotKey>[0]): Shot | undefined {
    const key = shotKey(identity);
    const shot = this.#shots.get(key);
    this.#shots.delete(key);
    return shot;
  }
}
