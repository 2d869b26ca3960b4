import type { BodyView, SelfView } from "@fray/game-client/connection/frame";

/** A body as it is shown, whole and on its first life. */
export const bodyView = (body: Partial<BodyView> & { readonly id: number }): BodyView => ({
  x: 0,
  y: 0,
  name: "",
  bot: false,
  connected: true,
  team: 0,
  enemy: true,
  aim: 0,
  alive: true,
  shielded: false,
  overdriven: false,
  special: "rail",
  health: 1,
  armour: 0,
  lives: 256,
  charge: 0,
  dashing: false,
  carries: 0,
  ...body,
});

export const selfView = (body: Partial<SelfView> & { readonly id: number }): SelfView => ({
  ...bodyView({ enemy: false, ...body }),
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
  ...body,
});
