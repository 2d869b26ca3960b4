import type { Frame } from "../connection/frame.ts";
import type { Outlook } from "../drawing/outlook.ts";

/** The image of an objective in the arena. */
export interface Drawing {
  draw(frame: Frame, dt: number, outlook: Outlook): void;
}
