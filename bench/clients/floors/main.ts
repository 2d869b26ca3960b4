import { serveFloor } from "./floor-server.ts";
import { IoFloor } from "./io-floor.ts";
import { PackingFloor } from "./packing-floor.ts";

// node main.ts io <Hz> <bytes of each message> | packing <Hz> <side of the map in u>
const [kind, tickRate, size] = process.argv.slice(2);
const floor = kind === "io" ? new IoFloor(Number(size)) : new PackingFloor(Number(size), Number(tickRate));
await serveFloor(floor, Number(tickRate));
