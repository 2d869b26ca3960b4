import type { BodyView, Frame, SelfView } from "@fray/game-client/internal/connection/frame";

/** A healthy enemy at the origin, with these changes. */
export const bodyView = (details: Partial<BodyView> = {}): BodyView => ({
  id: 2,
  name: "Other",
  bot: true,
  connected: true,
  look: 0,
  x: 0,
  y: 0,
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
  ...details,
});

/** The player's own body, with everything ready, and with these changes. */
export const selfView = (details: Partial<SelfView> = {}): SelfView => ({
  ...bodyView({ id: 1, name: "Self", bot: false, enemy: false }),
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
  ...details,
});

/** A frame of a free-for-all in which nothing happens, with these changes. */
export const frameOf = (details: Partial<Frame> = {}): Frame => ({
  focus: { x: 0, y: 0 },
  self: selfView(),
  watched: undefined,
  others: [],
  shots: [],
  pickups: [],
  flags: [],
  hill: undefined,
  round: {
    mode: "ffa",
    phase: "live",
    secondsLeft: 100,
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
  },
  leader: undefined,
  events: [],
  ...details,
});
