import type { ClientEvent, Standing } from "@fray/game-client/internal/connection/frame";
import { deedSound, type DeedEvent } from "@fray/game-client/internal/deeds/deed-looks";
import type { Moment } from "@fray/game-client/internal/hud/moment";
import { announcementOf } from "@fray/game-client/internal/hud/round/announcement-of";
import { DEEDS, type DeedName } from "@fray/shared-state/simulation/deed";
import { expect, test } from "vitest";

const AT = { x: 0, y: 0 };
const SELF = 7;

/** The announcement to a player of a team. */
function say(event: ClientEvent, ownTeam = 1, self?: object): string | undefined {
  const names = new Map([[3, "Kim"]]);
  const moment = {
    frame: { round: { ownTeam }, self },
    standings: { own: { id: SELF }, find: (id: number) => ({ name: names.get(id) }) as Standing },
  } as unknown as Moment;
  return announcementOf(event, moment)?.text;
}

const flag = (what: "taken" | "dropped" | "returned" | "captured", team: number, by: number): ClientEvent => ({
  type: "flag",
  what,
  team,
  by,
  byName: by === 0 ? "" : by === SELF ? "Self" : "Kim",
  at: AT,
});

test("flags are announced from the player's side, and by colour to a player without a team", () => {
  expect(say(flag("taken", 1, 3))).toBe("Kim took your flag");
  expect(say(flag("taken", 2, SELF))).toBe("You took their flag");
  expect(say(flag("taken", 1, 3), 2)).toBe("Kim took their flag");
  expect(say(flag("captured", 2, 3), 0)).toBe("Kim captured the orange flag");
  expect(say(flag("dropped", 1, 3), 0)).toBe("Kim dropped the blue flag");
  expect(say(flag("returned", 1, SELF))).toBe("You returned your flag");
  expect(say(flag("returned", 1, 0))).toBe("Your flag is home again");
});

test("Overdrive is announced when it is taken and when it returns, other pickups never", () => {
  expect(say({ type: "pickup", kind: "overdrive", taker: 3, me: false, at: AT })).toBe("Kim has Overdrive");
  expect(say({ type: "pickup", kind: "overdrive", taker: SELF, me: true, at: AT })).toBe("You have Overdrive");
  expect(say({ type: "return", kind: "overdrive", at: AT })).toBe("Overdrive is back");
  expect(say({ type: "pickup", kind: "health", taker: 3, me: false, at: AT })).toBeUndefined();
  expect(say({ type: "return", kind: "rocket", at: AT })).toBeUndefined();
});

test("the hill is announced when it moves or gets a holder, and a round only when it begins", () => {
  expect(say({ type: "hill", what: "moved", team: 0 })).toBe("The hill has moved");
  expect(say({ type: "hill", what: "held", team: 2 })).toBe("Orange holds the hill");
  expect(say({ type: "hill", what: "held", team: 0 })).toBeUndefined();
  expect(say({ type: "phase", phase: "live", mode: "ctf" })).toBe("Capture the flag: for your team");
  expect(say({ type: "phase", phase: "results", mode: "ctf" })).toBeUndefined();
});

test("the beginning of a round is told to spectators only: a fighter is told the goal", () => {
  expect(say({ type: "phase", phase: "live", mode: "ctf" }, 1, {})).toBeUndefined();
});

const deed = (name: DeedName, change: object = {}): ClientEvent => ({
  type: "deed",
  deed: name,
  by: 3,
  byName: "Kim",
  victimName: "Lea",
  count: 1,
  mine: false,
  onMe: false,
  ...change,
});

test("deeds are announced to whom they concern, and what an objective announces is not told twice", () => {
  expect(say(deed("firstBlood"))).toBe("Kim: first blood");
  expect(say(deed("multikill", { count: 2 }))).toBeUndefined();
  expect(say(deed("multikill", { count: 2, mine: true }))).toBe("Double kill");
  expect(say(deed("multikill", { count: 5, mine: true }))).toBe("Multikill: 5");
  expect(say(deed("streak", { count: 10 }))).toBe("Kim: 10 kills without a death");
  expect(say(deed("shutdown", { count: 6, onMe: true }))).toBe("Kim ended your streak of 6");
  expect(say(deed("shutdown", { count: 6, mine: true }))).toBe("You ended Lea’s streak of 6");
  expect(say(deed("revenge", { mine: true }))).toBe("Revenge on Lea");
  expect(say(deed("revenge"))).toBeUndefined();
  for (const name of ["capture", "flagReturn", "hillTaken"] as const)
    expect(say(deed(name, { mine: true }))).toBeUndefined();
});

test("each deed that is announced has a sound of its own, and no other deed has one", () => {
  const sounds = DEEDS.map((name) => deedSound(deed(name, { mine: true }) as DeedEvent));
  const heard = sounds.filter((sound) => sound !== undefined);
  expect(new Set(heard).size).toBe(heard.length);
  expect(heard).toHaveLength(DEEDS.length - 3);
  expect(deedSound(deed("revenge") as DeedEvent)).toBeUndefined();
});
