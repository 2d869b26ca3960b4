import { BlendModes, type GameObjects, type Scene } from "phaser";

export type Layers = Readonly<Record<keyof ReturnType<typeof createLayers>, GameObjects.Layer>>;

/**
 * The layers of the picture, from the lowest to the highest. Images that add light have their own layers, because
 * each change between normal and additive blending costs the renderer a batch.
 */
export function createLayers(scene: Scene) {
  const covering = (): GameObjects.Layer => scene.add.layer();
  const shining = (): GameObjects.Layer => scene.add.layer().setBlendMode(BlendModes.ADD);
  return {
    ground: covering(),
    /** Fixed things on the floor: pads, flag stands, the plates of pickups. */
    fixtures: covering(),
    stains: covering(),
    items: covering(),
    /** Light of items, muzzles and explosions: on the floor, below bodies. */
    light: shining(),
    shadows: covering(),
    trails: shining(),
    smoke: covering(),
    rings: covering(),
    bodies: covering(),
    foliage: covering(),
    debris: covering(),
    shots: covering(),
    glow: shining(),
    tags: covering(),
    cursor: covering(),
  };
}
