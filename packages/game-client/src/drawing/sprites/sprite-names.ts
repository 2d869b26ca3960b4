import type { FlyingWeapon, PickupKind, Special } from "@fray/shared-state/rules";

import type { Side } from "../palette.ts";
import type { basicSprites } from "./basic-sprites.ts";
import type { PairSignName } from "./objective-sprites.ts";
import type { RingName } from "./ring-sprites.ts";

/** A barrel for each special weapon and side. */
export type BarrelName = `${Special}Barrel${Side}`;
/** A shot for each flying weapon, in both sides' colours, of a friend and of an enemy. */
export type ShotName = `${FlyingWeapon}${Side}${"Friend" | "Foe"}`;
/** A pickup, or the plate on which pickups appear. */
export type ItemName = `${PickupKind}Item` | "itemPlace";

/** All sprites of a sheet. */
export type SpriteName =
  | keyof ReturnType<typeof basicSprites>
  | BarrelName
  | ShotName
  | ItemName
  | RingName
  | PairSignName;
