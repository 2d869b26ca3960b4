import type { ClientEvent } from "@fray/game-client/internal/connection/frame";
import { MatchWatch } from "@fray/game-client/internal/connection/match-watch";
import { MODES, PHASES } from "@fray/shared-state/match/modes";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { Flag, type MatchState } from "@fray/shared-state/schema/match-state";
import { Player } from "@fray/shared-state/schema/player";
import { expect, test } from "vitest";

const BLUE = 1;
const ORANGE = 2;
const THIEF = 7;

/** Plays a round of capture the flag in which each step is a patch. Returns the client events of the last patch. */
function play(...patches: ((match: MatchState, state: ArenaState) => void)[]) {
  const state = new ArenaState();
  const { match } = state;
  Object.assign(match, { mode: MODES.indexOf("ctf"), phase: PHASES.indexOf("live"), round: 1 });
  match.scores.push(0, 0);
  for (const [team, x] of [
    [BLUE, 4],
    [ORANGE, 40],
  ] as const)
    match.flags.push(Object.assign(new Flag(), { team, x, y: 10 }));
  const clientEvents: ClientEvent[] = [];
  const watch = new MatchWatch({ state, clientEvents, nameOf: (id) => `Player ${id}` });
  let isFresh = false;
  for (const patch of patches) {
    clientEvents.length = 0;
    patch(match, state);
    isFresh = watch.receive();
  }
  return { clientEvents, isFresh };
}

const orangeFlag = ({ flags }: MatchState): Flag => {
  const flag = flags[1];
  if (!flag) throw new Error("no flag");
  return flag;
};
const take = (match: MatchState) => Object.assign(orangeFlag(match), { carrier: THIEF, home: false });
const run = (match: MatchState) => Object.assign(orangeFlag(match), { x: 5 });
const drop = (match: MatchState) => Object.assign(orangeFlag(match), { carrier: 0, x: 20 });
const goHome = (match: MatchState) => Object.assign(orangeFlag(match), { carrier: 0, home: true, x: 40 });
const byThief = { by: THIEF, byName: `Player ${THIEF}`, team: ORANGE };

test("a flag is taken, carried, and captured when the carrier's team scores with it", () => {
  expect(play(take).clientEvents).toMatchObject([{ type: "flag", what: "taken", at: { x: 40 }, ...byThief }]);
  expect(play(take, run).clientEvents).toEqual([]);
  const capture = (match: MatchState) => {
    goHome(match);
    match.scores[BLUE - 1] = 1;
  };
  expect(play(take, run, capture).clientEvents).toMatchObject([{ what: "captured", at: { x: 5 }, ...byThief }]);
});

test("a dropped flag lies on the ground, and returns after its time limit or by the player who stood there", () => {
  expect(play(take, drop).clientEvents).toMatchObject([{ what: "dropped", at: { x: 20 }, ...byThief }]);
  expect(play(take, drop, goHome).clientEvents).toMatchObject([{ what: "returned", by: 0, byName: "" }]);
  const touchAndGoHome = (match: MatchState, { players }: ArenaState) => {
    players.set("far", Object.assign(new Player(), { id: 3, team: ORANGE, alive: true, x: 30, y: 10 }));
    players.set("enemy", Object.assign(new Player(), { id: 4, team: BLUE, alive: true, x: 20, y: 10 }));
    players.set("mate", Object.assign(new Player(), { id: 5, team: ORANGE, alive: true, x: 20.5, y: 10 }));
    goHome(match);
  };
  expect(play(take, drop, touchAndGoHome).clientEvents).toMatchObject([
    { what: "returned", by: 5, byName: "Player 5" },
  ]);
});

test("events report that the hill moved, and who holds it", () => {
  const hold = ({ hill }: MatchState) => Object.assign(hill, { team: ORANGE });
  const move = ({ hill }: MatchState) => Object.assign(hill, { x: 9, team: 0 });
  const lose = ({ hill }: MatchState) => Object.assign(hill, { team: 0 });
  expect(play(hold).clientEvents).toEqual([{ type: "hill", what: "held", team: ORANGE }]);
  expect(play(hold, lose).clientEvents).toEqual([]);
  expect(play(hold, move).clientEvents).toEqual([{ type: "hill", what: "moved", team: 0 }]);
});

test("a phase is announced with its mode", () => {
  const end = (match: MatchState) => Object.assign(match, { phase: PHASES.indexOf("results") });
  expect(play(end).clientEvents).toEqual([{ type: "phase", phase: "results", mode: "ctf" }]);
});

test("the capture that ends a round makes an event, although the round ends in the same patch", () => {
  const capture = (match: MatchState) => {
    goHome(match);
    match.scores[BLUE - 1] = 1;
    match.phase = PHASES.indexOf("results");
  };
  const { clientEvents, isFresh } = play(take, capture);
  expect(clientEvents).toMatchObject([{ type: "phase" }, { type: "flag", what: "captured" }]);
  expect(isFresh).toBe(true);
});

test("when the live phase begins, flags are reset without an event", () => {
  const warmUp = (match: MatchState) => Object.assign(take(match) && match, { phase: PHASES.indexOf("warmup") });
  const begin = (match: MatchState) => Object.assign(goHome(match) && match, { phase: PHASES.indexOf("live") });
  const { clientEvents, isFresh } = play(warmUp, begin);
  expect(clientEvents).toEqual([{ type: "phase", phase: "live", mode: "ctf" }]);
  expect(isFresh).toBe(true);
});

test("a new round or a new map resets everything: no flag events follow", () => {
  const restart = (match: MatchState) => Object.assign(goHome(match) && match, { round: 2 });
  expect(play(take, restart)).toEqual({ clientEvents: [], isFresh: true });
  const change = (match: MatchState, state: ArenaState) => Object.assign(goHome(match) && state, { map: "duel" });
  expect(play(take, change)).toEqual({ clientEvents: [], isFresh: true });
  expect(play(take).isFresh).toBe(false);
});
