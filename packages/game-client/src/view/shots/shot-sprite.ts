import type { ShotView } from "../../connection/frame.ts";
import type { SideColors } from "../palette.ts";
import type { ShotName } from "../sprites/shot-sprites.ts";

/** What is drawn of one shot. Reused for the next of its weapon. */
export interface ShotSprite {
  /** Starts showing another shot. */
  begin(shot: ShotView, name: ShotName, colors: SideColors): void;
  draw(shot: ShotView, dt: number): void;
  hide(): void;
}
