/** Pixels to a tile, so to a u, in the maps made here. */
const TILE = 32;

let nextId = 1;

/** A point as Tiled saves it, at a place in u. */
export const point = (x: number, y: number, more: object = {}): object => ({
  id: nextId++,
  name: "",
  type: "",
  x: x * TILE,
  y: y * TILE,
  width: 0,
  height: 0,
  rotation: 0,
  visible: true,
  point: true,
  ...more,
});

/** A rectangle by its top left corner and size in u. */
export const rectangle = (x: number, y: number, width: number, height: number, more: object = {}): object => ({
  ...point(x, y, { width: width * TILE, height: height * TILE, point: false }),
  ...more,
});

export const ellipse = (x: number, y: number, width: number, height: number): object =>
  rectangle(x, y, width, height, { ellipse: true });

export const layer = (name: string, ...objects: object[]): object => ({ name, type: "objectgroup", objects });

/** A custom property of an object. */
export const property = (name: string, value: unknown, type = "int"): object => ({
  properties: [{ name, type, value }],
});

/** A map of 20 x 10 tiles with these layers. */
export const tiledMap = (...layers: object[]): object => ({
  type: "map",
  orientation: "orthogonal",
  infinite: false,
  width: 20,
  height: 10,
  tilewidth: TILE,
  tileheight: TILE,
  layers,
});
