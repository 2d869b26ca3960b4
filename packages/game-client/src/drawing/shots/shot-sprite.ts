import type { ShotView } from "../../connection/frame.ts";
import type { ShotName } from "../../drawing/sprites/sprite-names.ts";
import type { SideColors } from "../palette.ts";

/** The image of one shot. It is reused for the next shot of the same weapon. */
export interface ShotSprite {
  /** Assigns the sprite to another shot. */
  begin(shot: ShotView, name: ShotName, colors: SideColors): void;
  draw(shot: ShotView, dt: number): void;
  hide(): void;
}
