import type { FlyingWeapon, PadWeapon, Special, Weapon } from "@fray/shared-state/rules";

import type { SideColors } from "../drawing/palette.ts";
import type { ParticlePool } from "../drawing/particles.ts";
import type { ShotSprite } from "../drawing/shots/shot-sprite.ts";
import type { ShotName } from "../drawing/sprites/sprite-names.ts";
import type { ViewContext } from "../drawing/view-context.ts";
import type { Glyph } from "../icons/glyph.ts";
import type { Recipe } from "../synth/recipe.ts";

/**
 * The look and the sounds of a weapon. Its rules decide which parts it needs: only a weapon whose shots fly has a
 * shot to draw.
 */
export type WeaponLook<Name extends Weapon> = AnyLook &
  (Name extends Special ? { readonly barrel: PaintBarrel } : unknown) &
  (Name extends FlyingWeapon ? { readonly shot: ShotLook } : unknown) &
  (Name extends PadWeapon ? { readonly item: ItemLook } : unknown);

interface AnyLook {
  readonly title: string;
  /** An icon of the shot's path, from left to right. */
  readonly glyph: Glyph;
  /** The effect where a shot ends on a wall. For a hitscan weapon it is the end of the beam. */
  readonly impact: ImpactLook;
  /** How far firing shakes the player's own camera, in CSS pixels. A weapon that does so has a strong recoil. */
  readonly kick_px: number;
  readonly sound: Recipe;
}

/** Number and speed of the sparks, size of the glow, and puffs of smoke. */
interface ImpactLook {
  readonly sparks: number;
  readonly speed: number;
  readonly flare: number;
  readonly smoke: number;
}

/** Paints the barrel of a body, in u around the body's centre. `band` is the colour of its side. */
export type PaintBarrel = (context: CanvasRenderingContext2D, band: string) => void;

/** Size of the sprite in u, and the functions that paint and draw it. */
export interface ShotLook {
  readonly width: number;
  readonly height: number;
  readonly paint: (context: CanvasRenderingContext2D, colors: SideColors, foe: boolean) => void;
  /** Creates the object that draws one shot. `frame` is any sprite of the weapon. */
  readonly sprite: (context: ViewContext, frame: ShotName, smoke: ParticlePool) => ShotSprite;
}

/** The weapon as a pickup: the icon on its plate, and the text for the player who takes it. */
interface ItemLook {
  readonly taken: string;
  readonly paint: (context: CanvasRenderingContext2D) => void;
}
