import type { BodyView, Frame, RoundView, SelfView, ShotView } from "@fray/game-client/internal/connection/frame";
import type { RoomView } from "@fray/game-client/internal/connection/room-view";

type At = { readonly id: number; readonly x: number; readonly y: number };

/** Returns a body in full health, with the given fields replaced. */
export function makeBody(body: Partial<BodyView> & At): BodyView {
  return {
    name: `Fighter ${body.id}`,
    bot: false,
    connected: true,
    look: 0,
    team: 0,
    enemy: true,
    aim: 0,
    alive: true,
    shielded: false,
    overdriven: false,
    special: "rail",
    health: 1,
    armour: 0,
    lives: 1,
    charge: 0,
    dashing: false,
    carries: 0,
    ...body,
  };
}

export function makeSelf(self: Partial<SelfView> & At): SelfView {
  return {
    ...makeBody({ ...self, name: "You", enemy: false }),
    ammo: 16,
    clip: 16,
    reload: 1,
    reloading: false,
    dash: 1,
    specialAmmo: 0,
    specialRounds: 0,
    specialReady: 1,
    hidden: false,
    respawnIn: 0,
    ...self,
  };
}

export function makeShot(shot: Partial<ShotView> & Pick<ShotView, "key" | "weapon" | "x" | "y">): ShotView {
  return { angle: 0, owner: 2, own: false, hostile: true, age: 0, ...shot };
}

/** Returns a room that the server opened by itself, with the given fields replaced. */
export function makeRoom(room: Partial<RoomView> = {}): RoomView {
  return {
    name: "",
    owner: 0,
    own: false,
    locked: false,
    private: false,
    hasPassword: false,
    friendlyFire: false,
    chat: "on",
    bots: 5,
    plans: [],
    ...room,
  };
}

export function makeRound(round: Partial<RoundView> = {}): RoundView {
  return {
    mode: "ffa",
    phase: "live",
    secondsLeft: 120,
    scoreLimit: 0,
    scores: [0, 0],
    ownTeam: 0,
    winner: 0,
    podium: [],
    nextMap: "",
    nextMode: "ffa",
    number: 1,
    awards: [],
    ballot: [],
    votes: [],
    ...round,
  };
}

/** Returns a frame of an empty arena, with the given fields replaced. */
export function makeFrame(frame: Partial<Frame> = {}): Frame {
  return {
    focus: frame.self ?? { x: 16, y: 9 },
    self: undefined,
    watched: undefined,
    others: [],
    shots: [],
    pickups: [],
    flags: [],
    hill: undefined,
    round: makeRound(),
    leader: undefined,
    events: [],
    ...frame,
  };
}
