import { KILL_POINTS, MAX_KILLS_OF_ONE, pointsFor } from "@fray/shared-state/progress/deed-points";
import { weaponCode } from "@fray/shared-state/rules";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { DEEDS, type DeedDone } from "@fray/shared-state/simulation/deed";
import type { BodyDied, WorldEvent } from "@fray/shared-state/simulation/events";
import { z } from "zod";

import { Feats, noFeats } from "./feats.ts";

/** The tally of one round, as another node continues it. */
export const TallySnapshot = z.array(
  z.object({
    /** Identity. */
    playerId: z.string().max(64),
    feats: Feats,
    /** Kills of each person so far, by identity. */
    killsOf: z.array(z.tuple([z.string().max(64), z.number().int().min(0).max(0xffff)])).max(4096),
  }),
);
export type TallySnapshot = z.infer<typeof TallySnapshot>;

type Member = Pick<RosterEntry, "id" | "playerId" | "bot" | "team" | "spectator" | "connected">;
type Members = ReadonlyMap<number, Member>;

interface Entry {
  readonly feats: Feats;
  readonly killsOf: Map<string, number>;
}

/**
 * Adds up what the people in a round do: points, deeds, and kills and deaths by weapon. Points against bots are
 * counted apart, because only some of them count. What is done to the body of a person who is away brings nothing.
 */
export class RoundTally {
  readonly #entries = new Map<string, Entry>();

  /** Continues the tally of a room on another node. */
  static from(snapshot: TallySnapshot): RoundTally {
    const tally = new RoundTally();
    for (const { playerId, feats, killsOf } of snapshot)
      tally.#entries.set(playerId, { feats: structuredClone(feats), killsOf: new Map(killsOf) });
    return tally;
  }

  snapshot(): TallySnapshot {
    return Array.from(this.#entries, ([playerId, { feats, killsOf }]) => ({ playerId, feats, killsOf: [...killsOf] }));
  }

  /** Returns what a person has done so far; undefined for nothing, and for bots. */
  of(playerId: string): Feats | undefined {
    return this.#entries.get(playerId)?.feats;
  }

  /** Adds the events of a tick of a live round. */
  add(events: readonly WorldEvent[], members: Members): void {
    for (const event of events) {
      if (event.type === "death") this.#addDeath(event, members);
      if (event.type === "deed") this.#addDeed(event, members);
    }
  }

  #addDeath({ victim, killer, team, weapon }: BodyDied, members: Members): void {
    const dead = members.get(victim);
    if (!dead || isAway(dead)) return;
    const code = weaponCode(weapon);
    const loser = this.#entryOf(dead);
    if (loser) loser.feats.deaths[code] = (loser.feats.deaths[code] ?? 0) + 1;
    const by = members.get(killer);
    const isOwn = killer === victim || (team !== 0 && team === by?.team);
    const winner = by && !isOwn ? this.#entryOf(by) : undefined;
    if (!winner) return;
    winner.feats.kills[code] = (winner.feats.kills[code] ?? 0) + 1;
    if (dead.bot) {
      winner.feats.botPoints += KILL_POINTS;
      return;
    }
    const before = winner.killsOf.get(dead.playerId) ?? 0;
    winner.killsOf.set(dead.playerId, before + 1);
    if (before < MAX_KILLS_OF_ONE) winner.feats.points += KILL_POINTS;
  }

  #addDeed({ deed, by, count, victim }: DeedDone, members: Members): void {
    const doer = members.get(by);
    const entry = doer && this.#entryOf(doer);
    if (!doer || !entry) return;
    const against = victim === 0 ? undefined : members.get(victim);
    if (against && isAway(against)) return;
    const isAgainstBots = against ? against.bot : facesBotsOnly(doer, members);
    if (isAgainstBots) {
      entry.feats.botPoints += pointsFor(deed, count);
      return;
    }
    // Kills of the same person beyond the limit bring no deeds either. The death is counted before its deeds.
    if (against && (entry.killsOf.get(against.playerId) ?? 0) > MAX_KILLS_OF_ONE) return;
    const code = DEEDS.indexOf(deed);
    entry.feats.deeds[code] = (entry.feats.deeds[code] ?? 0) + 1;
    entry.feats.points += pointsFor(deed, count);
  }

  #entryOf({ playerId, bot }: Member): Entry | undefined {
    if (bot || playerId === "") return undefined;
    const known = this.#entries.get(playerId);
    if (known) return known;
    const entry = { feats: noFeats(), killsOf: new Map<string, number>() };
    this.#entries.set(playerId, entry);
    return entry;
  }
}

const isAway = ({ bot, connected }: Member): boolean => !bot && !connected;

/** Whether no person fights against a member: then an objective is won against bots. */
function facesBotsOnly({ id, team }: Member, members: Members): boolean {
  for (const other of members.values())
    if (!other.bot && !other.spectator && other.id !== id && (team === 0 || other.team !== team)) return false;
  return true;
}
