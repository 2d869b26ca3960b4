import type { Colors } from "../../drawing/palette.ts";
import { basicSprites } from "../../drawing/sprites/basic-sprites.ts";
import type { SpriteName } from "../../drawing/sprites/sprite-names.ts";
import type { Sprite } from "../../drawing/sprites/sprite.ts";
import { barrelSprites } from "./barrel-sprites.ts";
import { itemSprites } from "./item-sprites.ts";
import { shotSprites } from "./shot-sprites.ts";

/** All sprites in the given colours. */
export const spritesOf = (colors: Colors): Readonly<Record<SpriteName, Sprite>> => ({
  ...basicSprites(colors),
  ...barrelSprites(colors),
  ...shotSprites(colors),
  ...itemSprites(colors),
});
