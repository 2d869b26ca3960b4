import type { GameObjects, Scene } from "phaser";

/** Everything that is drawn belongs to one of these, from the bottom up. */
const ORDER = ["ground", "stains", "shadows", "trails", "rings", "bodies", "debris", "glow", "tags", "cursor"] as const;

export type LayerName = (typeof ORDER)[number];
export type Layers = Readonly<Record<LayerName, GameObjects.Layer>>;

export function createLayers(scene: Scene): Layers {
  return Object.fromEntries(ORDER.map((name) => [name, scene.add.layer()])) as Record<LayerName, GameObjects.Layer>;
}
