import { tableFrom } from "@fray/shared-state/by-name";
import { FLYING_WEAPONS } from "@fray/shared-state/rules";

import { SIDES, type Colors } from "../../drawing/palette.ts";
import type { ShotName } from "../../drawing/sprites/sprite-names.ts";
import type { Sprite } from "../../drawing/sprites/sprite.ts";
import { WEAPON_LOOKS } from "../../weapons/index.ts";

/** Each shot in both sides' colours, for friends and for enemies. Shots of enemies have points. */
export function shotSprites(colors: Colors): Readonly<Record<ShotName, Sprite>> {
  const sprites = FLYING_WEAPONS.flatMap((weapon) => {
    const { width, height, paint } = WEAPON_LOOKS[weapon].shot;
    return SIDES.flatMap((side) =>
      (["Friend", "Foe"] as const).map((who): [ShotName, Sprite] => [
        `${weapon}${side}${who}`,
        {
          width,
          height,
          paint: (context) => paint(context, colors.sides[side], who === "Foe"),
        },
      ]),
    );
  });
  return tableFrom(sprites);
}
