/** A map file that can't be played. The message is one line with the map, and the faulty layer and object. */
export class MapError extends Error {
  override name = "MapError";
}
