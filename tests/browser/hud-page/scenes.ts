import type { Frame, Standing } from "@fray/game-client/internal/connection/frame";
import type { Talk } from "@fray/game-client/internal/connection/game-connection";
import type { RoomView } from "@fray/game-client/internal/connection/room-view";

import { makeBody, makeFrame, makeRound, makeSelf } from "../../../bench/arena-page/made-up.ts";
import type { Scene } from "./still-game.ts";

const NAMES = ["Ada", "Grace Hopper", "Linus", "Margaret", "Wwwwwwwwwwwwwwww", "Katherine", "Dennis", "Barbara"];

const standing = (id: number, change: Partial<Standing> = {}): Standing => ({
  id,
  person: id % 3 === 0 ? 0 : id,
  name: NAMES[(id - 1) % NAMES.length] ?? "",
  bot: id % 3 === 0,
  connected: id !== 4,
  self: id === 2,
  owner: false,
  team: 0,
  spectator: false,
  score: Math.max(0, 18 - id * 2),
  kills: Math.max(0, 18 - id * 2),
  deaths: id,
  ping: 20 + id * 7,
  ...change,
});

const crowd = (count: number, change: (id: number) => Partial<Standing> = () => ({})): readonly Standing[] =>
  Array.from({ length: count }, (_, index) => standing(index + 1, change(index + 1)));
const teams = (id: number): Partial<Standing> => ({ team: id % 2 === 0 ? 1 : 2 });

const SELF = makeSelf({ id: 2, x: 20, y: 14, health: 0.78, armour: 0.6, ammo: 11, aim: 0.7 });
const OTHERS = [
  makeBody({ id: 1, x: 26, y: 12, name: "Ada" }),
  makeBody({ id: 3, x: 14, y: 20, name: "Linus", bot: true }),
];
const TEAM_SELF = { ...SELF, team: 1, special: "rocket", specialAmmo: 3, specialRounds: 4 } as const;
const TEAM_OTHERS = [
  makeBody({ id: 4, name: "Margaret", x: 24, y: 18, team: 1, enemy: false }),
  makeBody({ id: 1, name: "Ada", x: 26, y: 12, team: 2 }),
];

const TALK: readonly Talk[] = [
  { type: "presence", name: "Linus", what: "joined" },
  {
    type: "chat",
    self: false,
    number: 1,
    from: 1,
    person: 1,
    name: "Ada",
    team: 2,
    scope: "all",
    text: "good fight, everybody",
  },
  {
    type: "chat",
    self: true,
    number: 1,
    from: 2,
    person: 2,
    name: "Grace Hopper",
    team: 1,
    scope: "team",
    text: "cover me at the flag",
  },
  {
    type: "chat",
    self: false,
    number: 1,
    from: 5,
    person: 5,
    name: "Wwwwwwwwwwwwwwww",
    team: 1,
    scope: "all",
    text: `<script>alert(1)</script> ${"a long line ".repeat(10)}`,
  },
  { type: "presence", name: "Ada", what: "owns" },
  { type: "notice", code: "tooFast", text: "That was too fast; wait a moment." },
];

const death = (victim: number, killer: number, weapon: "rail" | "rocket" | "scatter" | "orb" | "pulse", me = false) =>
  ({
    type: "death",
    victim,
    victimName: NAMES[victim - 1] ?? "",
    killer,
    killerName: NAMES[killer - 1] ?? "",
    weapon,
    distance: 12.4,
    killerPing: 43,
    behindCover: me,
    mine: killer === 2,
    me,
    at: undefined,
  }) as const;
const KILLS = [death(3, 2, "scatter"), death(1, 5, "rail"), death(6, 6, "rocket"), death(7, 1, "orb")];

const ffa = makeFrame({
  self: SELF,
  others: OTHERS,
  pickups: [{ x: 22, y: 16, kind: "overdrive", available: true }],
  round: makeRound({ scoreLimit: 20, secondsLeft: 163 }),
  leader: 1,
  events: KILLS,
});

const ctf = makeFrame({
  self: TEAM_SELF,
  others: TEAM_OTHERS,
  flags: [
    { team: 1, x: 4, y: 16, home: true, carrier: 0 },
    { team: 2, x: 24, y: 18, home: false, carrier: 4 },
  ],
  round: makeRound({ mode: "ctf", scores: [2, 1], ownTeam: 1, scoreLimit: 3 }),
  events: [...KILLS, { type: "flag", what: "taken", team: 2, by: 4, byName: "Margaret", at: { x: 24, y: 18 } }],
});

const hill = makeFrame({
  self: { ...TEAM_SELF, special: "orb", overdriven: true, hidden: true, health: 0.2, ammo: 2 },
  others: TEAM_OTHERS,
  hill: { x: 22, y: 16, radius: 4, team: 2, contested: false, movesIn: 23 },
  round: makeRound({ mode: "hill", scores: [61, 74], ownTeam: 1, scoreLimit: 120 }),
  events: [{ type: "hill", what: "held", team: 2 }],
});

const fallen: Frame = {
  ...ctf,
  self: { ...TEAM_SELF, alive: false, respawnIn: 1.4 },
  watched: makeBody({ id: 4, x: 24, y: 18, name: "Margaret", team: 1 }),
  events: [death(2, 1, "rail", true)],
};

const results = (mode: "ffa" | "ctf"): Frame => ({
  ...ffa,
  self: { ...SELF, alive: false },
  round: makeRound({
    mode,
    phase: "results",
    secondsLeft: 7.2,
    scores: [3, 1],
    ownTeam: mode === "ffa" ? 0 : 1,
    winner: mode === "ffa" ? 0 : 1,
    podium: mode === "ffa" ? [1, 5, 3] : [2, 4, 1],
    nextMap: "crossfire",
    nextMode: mode === "ffa" ? "ctf" : "ffa",
    awards: [
      { name: "captor", id: 2, count: 2 },
      { name: "deadliest", id: 1, count: 16 },
      { name: "unbroken", id: 5, count: 7 },
      { name: "quickest", id: 2, count: 3 },
      { name: "avenger", id: 3, count: 4 },
    ],
    ballot: [0, 1, 2, 3],
    votes: [2, 0, 1, 0],
  }),
});

const VOTE_ROOM: Partial<RoomView> = {
  plans: [
    { map: "foundry", mode: "ctf" },
    { map: "quarry", mode: "hill" },
    { map: "foundry", mode: "tdm" },
    { map: "kiln", mode: "ffa" },
  ],
};

const OWN_ROOM: Partial<RoomView> = {
  name: "<b>WwwwwwwwwwwwwwwwwwWww</b>",
  owner: 2,
  own: true,
  private: true,
  bots: 6,
  plans: [
    { map: "foundry", mode: "ctf" },
    { map: "kiln", mode: "tdm" },
    { map: "foundry", mode: "hill" },
  ],
};

const clickOn = (label: string): void => {
  const buttons = [...document.querySelectorAll<HTMLElement>("button")];
  buttons.find(({ textContent }) => textContent === label)?.click();
};
const press = (code: string) => () => dispatchEvent(new KeyboardEvent("keydown", { code }));

/** All scenes of the HUD, by name. */
export const SCENES: Readonly<Record<string, Scene>> = {
  ffa: { frame: ffa, standings: crowd(8), talk: TALK },
  ctf: { frame: ctf, standings: crowd(8, teams), talk: TALK },
  hill: { frame: hill, standings: crowd(8, teams), map: "quarry" },
  warmup: {
    frame: { ...ffa, round: makeRound({ phase: "warmup", secondsLeft: 6.4 }), events: [] },
    standings: crowd(8),
  },
  waiting: {
    frame: {
      ...ffa,
      others: [],
      round: makeRound({ phase: "warmup", secondsLeft: undefined }),
      events: [],
    },
    standings: crowd(2),
  },
  fallen: { frame: fallen, standings: crowd(8, teams), talk: TALK },
  watching: {
    frame: { ...ctf, self: undefined, watched: TEAM_OTHERS[0] },
    standings: crowd(8, (id) => ({ ...teams(id), spectator: id === 2 })),
    talk: TALK,
  },
  scoreboard: { frame: ffa, standings: crowd(8, (id) => ({ owner: id === 5 })), open: press("Tab") },
  "scoreboard-teams": {
    frame: ctf,
    standings: crowd(30, (id) => ({ ...teams(id), spectator: id > 26 })),
    open: press("Tab"),
  },
  results: { frame: results("ffa"), standings: crowd(8), map: "kiln", room: VOTE_ROOM },
  "results-won": {
    frame: results("ctf"),
    standings: crowd(24, teams),
    talk: TALK,
    map: "foundry",
    room: VOTE_ROOM,
  },
  "results-alone": {
    frame: { ...results("ffa"), round: { ...results("ffa").round, ballot: [], awards: [] } },
    standings: crowd(2),
  },
  training: { frame: ffa, standings: crowd(2), training: "begun" },
  "training-over": { frame: ffa, standings: crowd(2), training: "over" },
  chat: { frame: ctf, standings: crowd(8, teams), talk: [...TALK, ...TALK], open: press("Enter") },
  phrases: { frame: ctf, standings: crowd(8, teams), talk: TALK, room: { chat: "phrases" }, open: press("Enter") },
  emotes: { frame: ffa, standings: crowd(8), open: press("KeyX") },
  menu: { frame: ffa, standings: crowd(8), open: press("Escape") },
  "menu-of-owner": { frame: ffa, standings: crowd(8), room: OWN_ROOM, open: press("Escape") },
  "manage-room": {
    frame: ctf,
    standings: crowd(8, (id) => ({ ...teams(id), owner: id === 2 })),
    room: OWN_ROOM,
    open: () => {
      press("Escape")();
      requestAnimationFrame(() => clickOn("Manage room"));
    },
  },
  "manage-nobody": {
    frame: ctf,
    standings: crowd(1, () => ({ self: true })),
    room: OWN_ROOM,
    open: () => {
      press("Escape")();
      requestAnimationFrame(() => clickOn("Manage room"));
    },
  },
  party: {
    frame: ctf,
    standings: crowd(8, teams),
    party: { token: `${"A".repeat(22)}.${"B".repeat(43)}`, members: [1, 2, 3, 4, 5, 6] },
    opens: ".party",
    open: () => {
      press("Escape")();
      requestAnimationFrame(() => clickOn("Party"));
    },
  },
  people: {
    frame: ctf,
    standings: crowd(8, teams),
    open: () => {
      press("Escape")();
      requestAnimationFrame(() => clickOn("People"));
    },
  },
  banned: {
    frame: ffa,
    standings: crowd(8),
    status: {
      state: "closed",
      return: "elsewhere",
      message: "You were banned from that room. You can join another one.",
    },
  },
  http: { frame: ctf, standings: crowd(8, teams), isServerBusy: true, isOverHttp: true },
  busy: { frame: ctf, standings: crowd(8, teams), isServerBusy: true },
  network: { frame: ffa, standings: crowd(8), open: press("F3"), opens: ".net-graph" },
  reconnecting: { frame: ffa, standings: crowd(8), status: { state: "reconnecting", isMoving: false } },
  "changing servers": { frame: ffa, standings: crowd(8), status: { state: "reconnecting", isMoving: true } },
  restarting: {
    frame: ffa,
    standings: crowd(8),
    status: { state: "closed", return: "restart", message: "The server is restarting. Try again in a moment." },
  },
  closed: {
    frame: ffa,
    standings: crowd(8),
    status: { state: "closed", return: "none", message: "You were disconnected for too long and lost your place." },
  },
};
