import { serveFloor } from "./floor-server.ts";
import { createIoFloor } from "./io-floor.ts";
import { createPackingFloor } from "./packing-floor.ts";

// node main.ts io <Hz> <bytes of each message> | packing <Hz> <side of the map in u>
const [kind, tickRate, size] = process.argv.slice(2);
const floor = kind === "io" ? createIoFloor(Number(size)) : createPackingFloor(Number(size), Number(tickRate));
await serveFloor(floor, Number(tickRate));
