/** The entry point for people's own bots: `@fray/bot-client`. */
export { CLOSE } from "@fray/shared-state/protocol/close-codes";
export { modeOf, phaseOf } from "@fray/shared-state/match/modes";
export { areEnemies } from "@fray/shared-state/simulation/body";
export { distanceBetween } from "@fray/netcode/core";
export * as rules from "@fray/shared-state/rules";
export { specialOf } from "@fray/shared-state/simulation/step-weapons";

export type { Place } from "../navigation/navigation.ts";
export type { SeenDeath, SeenEvent, SeenHit, SeenTaking } from "../view/seen-event.ts";
export type {
  Gunfire,
  OwnBody,
  SeenBody,
  SeenFlag,
  SeenHill,
  SeenPickup,
  SeenRound,
  SeenShot,
  View,
} from "../view/view.ts";
export type { Action } from "./action.ts";
export { leadAim } from "./aim.ts";
export { runBot, type BotOptions, type BotResult } from "./run-bot.ts";
export { shotPlace } from "./shot-place.ts";
export { canSee, enemiesInSight } from "./sight.ts";
export { walkingDistance, walkTo, waypointTo } from "./travel.ts";
