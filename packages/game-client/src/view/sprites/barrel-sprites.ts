import { tableFrom } from "@fray/shared-state/by-name";
import { SPECIAL_LIST } from "@fray/shared-state/rules";

import { SIDES, type Colors } from "../../drawing/palette.ts";
import type { BarrelName } from "../../drawing/sprites/sprite-names.ts";
import type { Sprite } from "../../drawing/sprites/sprite.ts";
import { WEAPON_LOOKS } from "../../weapons/index.ts";

/** Barrels: the shape shows the special weapon, a coloured band shows the side. */
export function barrelSprites(colors: Colors): Readonly<Record<BarrelName, Sprite>> {
  const sprites = SIDES.flatMap((side) =>
    SPECIAL_LIST.map(({ name: special }): [BarrelName, Sprite] => [
      `${special}Barrel${side}`,
      {
        width: 1.02,
        height: 0.84,
        left: 0.16,
        paint: (context) => WEAPON_LOOKS[special].barrel(context, colors.sides[side].paint),
      },
    ]),
  );
  return tableFrom(sprites);
}
