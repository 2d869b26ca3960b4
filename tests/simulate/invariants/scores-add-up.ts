import { MODES } from "@fray/shared-state/match/modes";
import type { BodyDied, WorldEvent } from "@fray/shared-state/simulation/events";

import type { RoundMoment, RoundTick, Standing } from "../seen/room-watch.ts";
import type { Invariant } from "./invariant.ts";

/** Kills, deaths and points of a live round change by what the events of a tick say, and by nothing else. */
export const scoresAddUp: Invariant = {
  name: "scores-add-up",
  watch(_scene, fail) {
    return {
      round: ({ before, after, events, room, world }) => {
        if (before.phase !== "live" || before.round !== after.round) return;
        // The results of a round show the scores of its last tick.
        const expected = expectedOf(before, events);
        for (const [id, is] of after.standings) {
          const due = expected.get(id);
          if (!due) continue;
          const where = `of ${id} in room ${room.roomId}, tick ${world.tick}`;
          if (is.kills !== due.kills) fail(`kills ${where}: ${is.kills} instead of ${due.kills}`);
          if (is.deaths !== due.deaths) fail(`deaths ${where}: ${is.deaths} instead of ${due.deaths}`);
          if (due.score !== undefined && is.score !== due.score)
            fail(`score ${where}: ${is.score} instead of ${due.score}`);
        }
      },
    };
  },
};

interface Due {
  kills: number;
  deaths: number;
  /** Undefined in modes that give points for other things. */
  score: number | undefined;
}

function expectedOf(before: RoundMoment, events: RoundTick["events"]): Map<number, Due> {
  const mode = MODES[before.mode];
  const countsKills = mode === "ffa" || mode === "tdm";
  const expected = new Map<number, Due>();
  const away = new Set<number>();
  for (const { id, kills, deaths, score } of before.standings.values())
    expected.set(id, { kills, deaths, score: countsKills ? score : undefined });
  for (const death of events.filter(isDeath)) {
    const victim = before.standings.get(death.victim);
    if (victim && isAwayAgain(victim, away)) continue;
    const killer = before.standings.get(death.killer);
    const isOwn = death.victim === death.killer || (death.team !== 0 && death.team === killer?.team);
    const ofVictim = expected.get(death.victim);
    const ofKiller = expected.get(death.killer);
    if (ofVictim) ofVictim.deaths++;
    if (!ofKiller) continue;
    if (!isOwn) ofKiller.kills++;
    if (ofKiller.score !== undefined) ofKiller.score = Math.max(0, ofKiller.score + (isOwn ? -1 : 1));
  }
  return expected;
}

/** The death of a body whose player is away counts once. */
function isAwayAgain({ id, connected, killedAway }: Standing, away: Set<number>): boolean {
  if (connected) return false;
  if (killedAway || away.has(id)) return true;
  away.add(id);
  return false;
}

const isDeath = (event: WorldEvent): event is BodyDied => event.type === "death";
