/** A map file that can't be played. The message is one line with the map, and the layer and object at fault. */
export class MapError extends Error {
  override name = "MapError";
}
