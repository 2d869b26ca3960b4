import { createRandom } from "@fray/netcode/core";
import { Stepper } from "@fray/netcode/testing";
import { createHash } from "node:crypto";

// Plays some seconds of a match in virtual time, and prints a hash of everything that a client was sent.
const [seed = "1", seconds = "5"] = process.argv.slice(2);
const stepper = new Stepper({ seed: Number(seed) });
Object.assign(globalThis, { frayStepper: stepper });

// The SDK reads `WebSocket` when it is imported, so it comes after the stepper.
const { startHere } = await import("../security/in-process.ts");
const { Guest } = await import("../support/guest.ts");
const { TestPlayer } = await import("../support/player.ts");

const server = await startHere("--map", "kiln");
const dial = (name: string): string => stepper.dial(name, server.http, { roundTripMs: 120, jitterMs: 30 }).endpoint;
const watcher = await Guest.join(dial("watcher"), { name: "Watcher" });
// The players do the same for every seed. So what differs is due to the room and the links.
const random = createRandom(1);
for (const name of ["Ann", "Ben"]) {
  const player = await TestPlayer.join(dial(name), name);
  player.play = () => ({ moveX: random() * 2 - 1, moveY: random() * 2 - 1, aim: random() * 6, buttons: 1 });
}
await stepper.advance(Number(seconds) * 1000);
const received = createHash("sha256");
for (const frame of watcher.frames) received.update(frame);
console.log(JSON.stringify({ frames: watcher.frames.length, hash: received.digest("hex") }));
process.exit();
