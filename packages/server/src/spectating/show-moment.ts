import { tableOf } from "@fray/shared-state/by-name";
import { RULE_NAMES } from "@fray/shared-state/protocol/room-options";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { Flag } from "@fray/shared-state/schema/match-state";
import { Pickup } from "@fray/shared-state/schema/pickup";
import { PlanEntry } from "@fray/shared-state/schema/room-info";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Moment } from "./moment.ts";

interface List<Item> {
  readonly length: number;
  [index: number]: Item;
  push(...items: Item[]): unknown;
  splice(start: number): unknown;
}

/**
 * Objects that have been shown in a state before. They are used again, because the framework never forgets an object
 * that was once synced.
 */
interface Spares {
  readonly flags: Flag[];
  readonly pickups: Pickup[];
  readonly entries: WeakMap<RosterEntry, RosterEntry>;
}

/**
 * Writes a moment of the fight into a state, together with the room's present data that the fight does not change,
 * such as members and room config. Call it for each new moment; only differences are written.
 */
export class MomentDisplay {
  readonly #state: ArenaState;
  readonly #room: ArenaState;
  readonly #spares: Spares = { flags: [], pickups: [], entries: new WeakMap() };

  constructor(state: ArenaState, room: ArenaState) {
    this.#state = state;
    this.#room = room;
    for (const { map, mode } of room.room.plans) state.room.plans.push(Object.assign(new PlanEntry(), { map, mode }));
  }

  /** Shows everything of a moment except its bodies. */
  show({ map, match, teamScores, podium, awards, ballot, votes, flags, hill, pickups, scores }: Moment): void {
    const state = this.#state;
    this.#showRoom();
    this.#showRoster(scores);
    state.map = map;
    Object.assign(state.match, match);
    Object.assign(state.match.hill, hill);
    showNumbers(state.match.scores, teamScores);
    showNumbers(state.match.podium, podium);
    showNumbers(state.match.awards, awards);
    showNumbers(state.match.ballot, ballot);
    showNumbers(state.match.votes, votes);
    showList(state.match.flags, flags, this.#spares.flags, () => new Flag());
    showList(state.pickups, pickups, this.#spares.pickups, () => new Pickup());
  }

  #showRoom(): void {
    const { tickTime, overload, room } = this.#room;
    const { name, owner, locked, hasPassword, bots } = room;
    Object.assign(this.#state, { tickTime, overload });
    Object.assign(this.#state.room, {
      name,
      owner,
      locked,
      private: room.private,
      hasPassword,
      ...tableOf(RULE_NAMES, (rule) => room[rule]),
      bots,
    });
  }

  #showRoster(scores: Moment["scores"]): void {
    const { roster } = this.#state;
    const { entries } = this.#spares;
    for (const [sessionId, entry] of this.#room.roster) {
      let shown = entries.get(entry);
      if (!shown) entries.set(entry, (shown = new RosterEntry()));
      const { id, person, name, bot, connected, spectator, ping, look, level, title } = entry;
      const { team, score, kills, deaths } = scores.get(entry) ?? entry;
      const constant = { id, person, name, bot, look, level, title };
      Object.assign(shown, { ...constant, connected, spectator, ping, team, score, kills, deaths });
      if (roster.get(sessionId) !== shown) roster.set(sessionId, shown);
    }
    for (const sessionId of roster.keys()) if (!this.#room.roster.has(sessionId)) roster.delete(sessionId);
  }
}

function showList<Values extends object, Item extends Values>(
  list: List<Item>,
  values: readonly Values[],
  spares: Item[],
  create: () => Item,
): void {
  while (spares.length < values.length) spares.push(create());
  for (const [index, value] of values.entries()) Object.assign(spares[index] ?? {}, value);
  if (list.length > values.length) list.splice(values.length);
  if (list.length < values.length) list.push(...spares.slice(list.length, values.length));
}

function showNumbers(list: List<number>, values: readonly number[]): void {
  if (list.length > values.length) list.splice(values.length);
  for (const [index, value] of values.entries()) if (list[index] !== value) list[index] = value;
}
