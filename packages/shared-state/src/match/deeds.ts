import { DEED, stepsIn } from "../rules.ts";
import type { DeedName } from "../simulation/deed.ts";
import type { BodyDied } from "../simulation/events.ts";
import { recordOf, type DeedRecord } from "./deed-memory.ts";
import type { Play } from "./match.ts";

/**
 * Notes the kill of an enemy, and adds the deeds in it to the tick's events. Call it before flags are dropped and the
 * hill changes its holder: whom the victim endangered is judged by the state in which it died.
 */
export function praiseKill(play: Play, death: BodyDied): void {
  const { match, world } = play;
  const { victim, killer } = death;
  const memory = match.deeds;
  const lost = recordOf(memory, victim);
  const won = recordOf(memory, killer);
  const endedStreak = lost.streak;
  mourn(lost, killer);
  won.streak++;
  won.bestStreak = Math.max(won.bestStreak, won.streak);
  const isChain = won.chain > 0 && world.tick - won.lastKillTick <= stepsIn(DEED.multikill_s, world.dt);
  won.chain = isChain ? won.chain + 1 : 1;
  won.bestChain = Math.max(won.bestChain, won.chain);
  won.lastKillTick = world.tick;

  if (!memory.hasBlood) praise(play, "firstBlood", killer, 1, victim);
  memory.hasBlood = true;
  if (won.chain > 1) praise(play, "multikill", killer, won.chain, victim);
  if (won.streak % DEED.streak_kills === 0) praise(play, "streak", killer, won.streak, victim);
  if (endedStreak >= DEED.streak_kills) {
    won.shutdowns++;
    praise(play, "shutdown", killer, endedStreak, victim);
  }
  if (won.nemesis === victim) {
    won.nemesis = 0;
    won.revenges++;
    praise(play, "revenge", killer, 1, victim);
  }
  praiseDefence(play, death, won);
}

/** Notes a death that nobody is praised for: by the own weapon, by a team mate, or by somebody who has left. */
export function noteDeath({ match }: Play, victim: number): void {
  mourn(recordOf(match.deeds, victim), 0);
}

/** Adds a deed at an objective to the tick's events. */
export function praiseObjective(play: Play, deed: "capture" | "flagReturn" | "hillTaken", by: number): void {
  const record = recordOf(play.match.deeds, by);
  if (deed === "capture") record.captures++;
  else if (deed === "flagReturn") record.flagsSaved++;
  else record.hillDeeds++;
  praise(play, deed, by, 1, 0);
}

function mourn(record: DeedRecord, killer: number): void {
  record.streak = 0;
  if (killer !== 0) record.nemesis = killer;
}

function praiseDefence(play: Play, { victim, team, killer, x, y }: BodyDied, won: DeedRecord): void {
  const { state } = play.match;
  const killerTeam = play.world.fighters.get(killer)?.team ?? 0;
  for (const flag of state.flags) {
    if (flag.carrier !== victim) continue;
    won.flagsSaved++;
    praise(play, "flagDefence", killer, 1, victim);
  }
  const { hill } = state;
  const isInHill = hill.radius > 0 && (x - hill.x) ** 2 + (y - hill.y) ** 2 <= hill.radius ** 2;
  if (!isInHill || killerTeam === 0 || hill.team !== killerTeam || team === killerTeam) return;
  won.hillDeeds++;
  praise(play, "hillDefence", killer, 1, victim);
}

function praise({ world }: Play, deed: DeedName, by: number, count: number, victim: number): void {
  world.events.push({ type: "deed", deed, by, count, victim });
}
