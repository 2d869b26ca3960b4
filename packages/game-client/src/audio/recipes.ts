import { tableOf } from "@fray/shared-state/by-name";
import { WEAPONS, type Weapon } from "@fray/shared-state/rules";

import { DEED_SOUNDS } from "../deeds/deed-looks.ts";
import { OBJECTIVE_SOUNDS } from "../objectives/index.ts";
import { beat, chime, thump, tick, type Recipe } from "../synth/recipe.ts";
import { WEAPON_LOOKS } from "../weapons/index.ts";

/** Sounds by name. A weapon fires with the sound of the same name, so no other sound may use a weapon's name. */
type Recipes = Readonly<Record<string, Recipe>> & { readonly [Name in Weapon]?: never };

const SHOTS = {
  /** The sound that warns all players before a charged shot. */
  charge: {
    level: -23,
    tones: [{ wave: "sawtooth", pitch: [260, 1500], attack: 0.1, release: 0.05, lowPass: [900, 4200] }],
  },
  blast: {
    level: -11,
    tones: [
      { wave: "noise", release: 1, lowPass: [2800, 120], volume: 1.3 },
      { wave: "noise", release: 0.12, highPass: 900, volume: 0.6 },
      { wave: "sine", pitch: [130, 34], release: 0.7, volume: 1.3 },
      { wave: "triangle", pitch: [90, 40], release: 0.4, volume: 0.6 },
    ],
  },
  bounce: { level: -25, tones: [{ wave: "sine", pitch: [680, 420], release: 0.13 }, tick(0, 1800, 0.5)] },
  impact: {
    level: -29,
    tones: [{ wave: "noise", release: 0.07, lowPass: 4200, highPass: 700 }, thump(300, 0.05, 0.5)],
  },
} satisfies Recipes;

const FIGHT = {
  /**
   * The sound of a hit by the player's shot. The sound is short and bright, so that it differs from all other sounds.
   */
  hit: {
    level: -18,
    tones: [
      { wave: "triangle", pitch: 1568, release: 0.09 },
      { wave: "sine", at: 0.012, pitch: 2350, release: 0.08, volume: 0.5 },
      tick(0, 3400, 0.6),
    ],
  },
  /** The sound of a shot that hit armour. */
  clank: {
    level: -18,
    tones: [
      { wave: "square", pitch: 1180, release: 0.12, vibrato: [353, 420], volume: 0.6 },
      { wave: "sine", pitch: 2790, release: 0.16, volume: 0.5 },
      tick(0, 3800, 0.8),
    ],
  },
  /** The sound of a shield that absorbed a shot. */
  shield: {
    level: -21,
    tones: [
      { wave: "sine", pitch: 1320, attack: 0.004, release: 0.34, vibrato: [97, 240] },
      { wave: "sine", pitch: 1980, attack: 0.004, release: 0.22, tremolo: [28, 0.6], volume: 0.5 },
    ],
  },
  hurt: {
    level: -14,
    tones: [
      { wave: "sawtooth", pitch: [230, 80], release: 0.24, lowPass: [1900, 400] },
      { wave: "noise", release: 0.1, lowPass: 2200, volume: 0.7 },
      thump(130, 0.2),
    ],
  },
  hurtArmour: {
    level: -15,
    tones: [
      { wave: "square", pitch: 430, release: 0.16, vibrato: [211, 190], lowPass: 3200, volume: 0.6 },
      { wave: "noise", release: 0.06, highPass: 1500, volume: 0.5 },
      thump(160, 0.18),
    ],
  },
  /** The sound of a shot that hit another body. */
  thud: { level: -27, tones: [thump(260, 0.1), { wave: "noise", release: 0.05, lowPass: 2600, volume: 0.5 }] },
  death: {
    level: -18,
    tones: [
      { wave: "sawtooth", pitch: [520, 60], release: 0.5, lowPass: [3000, 300], vibrato: [24, 20] },
      { wave: "noise", release: 0.4, lowPass: [3600, 300], volume: 0.9 },
    ],
  },
  ownDeath: {
    level: -13,
    tones: [
      { wave: "sawtooth", pitch: [290, 42], hold: 0.1, release: 1.1, lowPass: [2200, 160], tremolo: [9, 0.5] },
      { wave: "noise", release: 0.7, lowPass: [2400, 120], volume: 0.8 },
      { wave: "sine", pitch: [110, 32], release: 0.8, volume: 1.1 },
    ],
  },
  kill: { level: -14, tones: [...chime("triangle", 0.08, 0.42, [880, 1318.5]), thump(180, 0.2, 0.8)] },
  /** Two beats, with enough of the upper octave for small speakers. */
  heartbeat: { level: -19, tones: [...beat(0, 74, 1), ...beat(0.19, 66, 0.75)] },
} satisfies Recipes;

const BODY = {
  dash: {
    level: -21,
    tones: [
      { wave: "noise", attack: 0.05, release: 0.24, lowPass: [700, 3400], highPass: 250 },
      { wave: "sine", pitch: [180, 420], attack: 0.03, release: 0.16, volume: 0.4 },
    ],
  },
  reload: { level: -25, tones: [tick(0, 1500), tick(0.1, 1000, 1.3), { ...thump(240, 0.07, 0.8), at: 0.1 }] },
  reloaded: { level: -23, tones: [tick(0, 2000), { wave: "triangle", at: 0.02, pitch: 740, release: 0.12 }] },
  teleport: {
    level: -17,
    tones: [
      { wave: "sine", pitch: [240, 1900], attack: 0.04, release: 0.36, tremolo: [26, 0.7] },
      { wave: "triangle", at: 0.06, pitch: [1600, 380], release: 0.4, vibrato: [19, 50], volume: 0.5 },
      { wave: "noise", attack: 0.06, release: 0.3, highPass: 2600, volume: 0.25 },
    ],
  },
  spawn: { level: -22, tones: chime("sine", 0.07, 0.36, [392, 587.3]) },
  emote: { level: -22, tones: [{ wave: "sine", pitch: [440, 980], attack: 0.006, release: 0.14 }] },
} satisfies Recipes;

const PICKUPS = {
  health: { level: -19, tones: chime("sine", 0.065, 0.3, [523.3, 659.3, 784]) },
  armour: { level: -19, tones: [...chime("square", 0.09, 0.26, [392, 523.3]), tick(0, 2400), tick(0.09, 2800)] },
  ammo: {
    level: -22,
    tones: [tick(0, 1300), tick(0.07, 1800), { wave: "triangle", at: 0.07, pitch: 440, release: 0.16 }],
  },
  /** The sound of a special weapon that is picked up. */
  weapon: { level: -18, tones: [...chime("sawtooth", 0.075, 0.3, [329.6, 493.9, 659.3]), tick(0, 1200)] },
  overdrive: {
    level: -13,
    tones: [
      {
        wave: "sawtooth",
        pitch: [82, 330],
        attack: 0.4,
        hold: 0.1,
        release: 0.5,
        lowPass: [400, 3600],
        tremolo: [15, 0.5],
      },
      ...chime("triangle", 0.11, 0.6, [440, 554.4, 659.3, 880]),
    ],
  },
  overdriveBack: { level: -17, tones: chime("triangle", 0.17, 0.7, [659.3, 880]) },
} satisfies Recipes;

const ROUND = {
  roundStart: { level: -14, tones: chime("sawtooth", 0.16, 0.6, [392, 392, 784]) },
  roundEnd: { level: -14, tones: chime("sawtooth", 0.18, 0.8, [784, 659.3, 523.3, 392]) },
  /** The sound of a button of the page. */
  click: { level: -28, tones: [{ wave: "triangle", pitch: [1250, 900], release: 0.05 }] },
} satisfies Recipes;

/** All sounds of the game. They are made in this order, so the sounds that are needed first come first. */
export const RECIPES = {
  ...tableOf(WEAPONS, (weapon) => WEAPON_LOOKS[weapon].sound),
  ...SHOTS,
  ...FIGHT,
  ...BODY,
  ...PICKUPS,
  ...ROUND,
  ...OBJECTIVE_SOUNDS,
  ...DEED_SOUNDS,
};
export type SoundName = keyof typeof RECIPES;

/**
 * Melodies keep their pitch. All other sounds vary it a little each time: otherwise the tenth shot in a row would
 * sound like a machine.
 */
export const isMelody = (name: SoundName): boolean =>
  [PICKUPS, ROUND, OBJECTIVE_SOUNDS, DEED_SOUNDS].some((melodies) => name in melodies);
