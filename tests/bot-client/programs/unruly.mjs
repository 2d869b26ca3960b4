// A bot that answers every observation, except that the first of a group, as the file says, misbehaves for good.
//   node unruly.mjs sleep|crash|flood|garbage <file>
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [kind, file] = process.argv.slice(2);

const MISDEEDS = {
  sleep: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
  crash: () => process.exit(3),
  flood: () => {
    const line = Buffer.from(`${JSON.stringify({ tick: 1, fire: true })}\n`.repeat(1000));
    for (;;) writeSync(line);
  },
  garbage: (tick) => console.log(`}${tick}{ not an answer`),
};

function isUnruly(name) {
  try {
    writeFileSync(file, name, { flag: "wx" });
  } catch {
    // Somebody was first; after a crash it was this one.
  }
  return readFileSync(file, "utf8") === name;
}

let misbehaves = false;
for await (const line of createInterface({ input: process.stdin })) {
  const { type, name, tick } = JSON.parse(line);
  if (type === "hello") misbehaves = isUnruly(name);
  else if (misbehaves) MISDEEDS[kind](tick);
  else console.log(JSON.stringify({ tick, moveX: Math.sin(tick / 20), aim: tick / 10, fire: true }));
}

/** Waits while the pipe is full, as most languages do. */
function writeSync(bytes) {
  try {
    writeFileSync(1, bytes);
  } catch (error) {
    if (error.code !== "EAGAIN") throw error;
  }
}
