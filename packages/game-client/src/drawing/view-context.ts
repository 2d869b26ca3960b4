import type { Runtime } from "@fray/netcode/core";
import type { Scene } from "phaser";

import type { LabelPlaces } from "./labels/label-places.ts";
import type { LabelSheet } from "./labels/label-sheet.ts";
import type { Layers } from "./layers.ts";
import type { Colors } from "./palette.ts";
import type { QualityLevel } from "./quality.ts";
import type { SpriteSheet } from "./sprites/sprite-sheet.ts";

/** Objects that all parts of a view use to draw. */
export interface ViewContext {
  readonly runtime: Runtime;
  readonly scene: Scene;
  readonly sheet: SpriteSheet;
  readonly labels: LabelSheet;
  /** Where the names of the current frame are. */
  readonly names: LabelPlaces;
  readonly layers: Layers;
  readonly colors: Colors;
  readonly quality: QualityLevel;
}
