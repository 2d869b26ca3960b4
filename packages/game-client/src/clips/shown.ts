import type { Arena } from "@fray/shared-state/arena/arena";
import type { Clip, ClipKind } from "@fray/shared-state/protocol/clip";

import type { Frame, Point, Standing } from "../connection/frame.ts";

/** A clip that is to be shown. */
export interface Shown {
  readonly clip: Clip;
  readonly arena: Arena;
  /** Seconds per tick. */
  readonly dt: number;
  readonly standings: readonly Standing[];
  /** Of a best moment: how many kills it has. */
  readonly kills: number;
  /** Seconds until the viewer is back in the fight; `Infinity` when nothing waits for them. */
  readonly left: number;
  readonly parent: HTMLElement;
  /** Local time in ms. */
  readonly now: number;
}

/** A clip on the screen. */
export interface Show {
  readonly kind: ClipKind;
  /** Whether somebody has skipped it, or it has ended. */
  isOver(now: number): boolean;
  frame(now: number): Frame;
  /** Writes over the picture of `frame`. `respawnIn` is in s; undefined where nobody waits for it. */
  draw(
    frame: Frame,
    about: { readonly respawnIn: number | undefined; readonly toPage: (x: number, y: number) => Point },
  ): void;
  dispose(): void;
}
