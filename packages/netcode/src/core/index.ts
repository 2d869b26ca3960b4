/** What both ends of a connection use: bytes, places, areas of interest. Runs anywhere; no timers, no sockets. */
export { createRandom, type Random } from "./random.ts";
export { ByteReader, FrameError } from "./bytes/byte-reader.ts";
export { ByteWriter } from "./bytes/byte-writer.ts";
export { distanceBetween, squaredDistance } from "./geometry/distance.ts";
export { SpatialGrid, type Placed } from "./interest/spatial-grid.ts";
