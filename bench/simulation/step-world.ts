import { createScene } from "./scene.ts";
import type { StepReading } from "./step-reading.ts";

const WARM_UP_TICKS = 600;
const TICKS = 1200;
/**
 * Few enough ticks that their garbage fits into the young generation, so that no collection runs during the
 * measurement.
 */
const ALLOCATION_TICKS = 600;

// Runs in its own process, with an exposed garbage collector and a young generation of 256 MB: node --expose-gc
// --min-semi-space-size=256 --max-semi-space-size=256 step-world.ts <bodies> <plain|synced> <share of shooting>

const [bodies, kind, fireShare] = process.argv.slice(2);
const scene = createScene(Number(bodies), kind === "synced", Number(fireShare));
scene.plan(WARM_UP_TICKS);
for (let tick = 0; tick < WARM_UP_TICKS; tick++) scene.step();

scene.plan(TICKS);
const times: number[] = [];
let shots = 0;
for (let tick = 0; tick < TICKS; tick++) {
  const begin = performance.now();
  scene.step();
  times.push(performance.now() - begin);
  shots += scene.world.shots.length;
}
times.sort((a, b) => a - b);
const at = (share: number): number => times[Math.floor((times.length - 1) * share)] ?? Number.NaN;

scene.plan(ALLOCATION_TICKS);
globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
for (let tick = 0; tick < ALLOCATION_TICKS; tick++) scene.step();
const allocated = process.memoryUsage().heapUsed - before;

const reading: StepReading = {
  shots: shots / TICKS,
  stepMs: { p50: at(0.5), p99: at(0.99), max: at(1) },
  bytesPerBodyAndTick: allocated / ALLOCATION_TICKS / Number(bodies),
};
console.log(JSON.stringify(reading));
