import type { GameObjects, Scene } from "phaser";

export type Layers = Readonly<Record<keyof ReturnType<typeof createLayers>, GameObjects.Layer>>;

/** Everything that is drawn belongs to one of these, listed from the bottom up. */
export function createLayers(scene: Scene) {
  return {
    ground: scene.add.layer(),
    stains: scene.add.layer(),
    items: scene.add.layer(),
    shadows: scene.add.layer(),
    trails: scene.add.layer(),
    rings: scene.add.layer(),
    bodies: scene.add.layer(),
    debris: scene.add.layer(),
    glow: scene.add.layer(),
    tags: scene.add.layer(),
    cursor: scene.add.layer(),
  };
}
