import type { FlyingWeapon, PadWeapon, Special, Weapon } from "@fray/shared-state/rules";

import type { Recipe } from "../audio/recipe.ts";
import type { Glyph } from "../hud/parts/glyph.ts";
import type { SideColors } from "../view/palette.ts";
import type { ParticlePool } from "../view/particles.ts";
import type { ShotSprite } from "../view/shots/shot-sprite.ts";
import type { ShotName } from "../view/sprites/shot-sprites.ts";
import type { ViewContext } from "../view/view-context.ts";

/** How a weapon looks and sounds. What a weapon needs follows from its rules: only what flies has a shot to draw. */
export type WeaponLook<Name extends Weapon> = AnyLook &
  (Name extends Special ? { readonly barrel: PaintBarrel } : unknown) &
  (Name extends FlyingWeapon ? { readonly shot: ShotLook } : unknown) &
  (Name extends PadWeapon ? { readonly item: ItemLook } : unknown);

interface AnyLook {
  readonly title: string;
  /** It shows how the shot flies, from left to right. */
  readonly glyph: Glyph;
  /** The end of a shot on a wall; for a weapon that strikes at once, the end of its beam. */
  readonly impact: ImpactLook;
  /** How much firing it shakes the own picture, in CSS pixels. One that does has a strong recoil. */
  readonly kick_px: number;
  readonly sound: Recipe;
}

/** Sparks thrown back, how fast, the size of the glow, and puffs of smoke. */
interface ImpactLook {
  readonly sparks: number;
  readonly speed: number;
  readonly flare: number;
  readonly smoke: number;
}

/** Paints what sticks out of a body, in u around the body's centre; `band` is the paint of its side. */
export type PaintBarrel = (context: CanvasRenderingContext2D, band: string) => void;

/** Size of the sprite in u, and how it is painted and drawn. */
export interface ShotLook {
  readonly width: number;
  readonly height: number;
  readonly paint: (context: CanvasRenderingContext2D, colors: SideColors, foe: boolean) => void;
  /** Makes what draws one shot. `frame` is any sprite of the weapon. */
  readonly sprite: (context: ViewContext, frame: ShotName, smoke: ParticlePool) => ShotSprite;
}

/** What lies on a pad: the sign on its plate, and what its taker reads. */
interface ItemLook {
  readonly taken: string;
  readonly paint: (context: CanvasRenderingContext2D) => void;
}
