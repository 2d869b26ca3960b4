import { BlendModes, type GameObjects, type Scene } from "phaser";

export type Layers = Readonly<Record<keyof ReturnType<typeof createLayers>, GameObjects.Layer>>;

/**
 * Everything that is drawn belongs to one of these, listed from the bottom up. What shines is in layers of its own, since
 * each change between covering and adding light costs the renderer a batch.
 */
export function createLayers(scene: Scene) {
  const covering = (): GameObjects.Layer => scene.add.layer();
  const shining = (): GameObjects.Layer => scene.add.layer().setBlendMode(BlendModes.ADD);
  return {
    ground: covering(),
    /** What is set into the floor: pads, stands, the plates that pickups lie on. */
    fixtures: covering(),
    stains: covering(),
    items: covering(),
    /** Of items, of muzzles and explosions: on the floor, under whoever stands there. */
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
