import { fileURLToPath } from "node:url";

const SDK = fileURLToPath(new URL("../../packages/bot-client/src/sdk/index.ts", import.meta.url));

/** A process that a hostile bot leaves behind has this on its command line, and a word of the test's own. */
export const LEFT_BEHIND = "left-behind-by-a-bot";

/** How bots misbehave, as the source of a module each. None of them acts in the world. */
export const MODULES = {
  "writes to what it sees": `export const decide = (view, self) => {
    Object.assign(self, { health: 100, armour: 100, ammo: 30, x: 1, y: 1 });
    for (const body of view.bodies) Object.assign(body, { health: 1, x: self.x });
    for (const pickup of view.pickups) pickup.available = true;
    Object.assign(view.round, { endTick: 1, scoreLimit: 1, phase: 2 });
    view.arena.walls.length = 0;
    view.events.length = 0;
    return {};
  };`,
  "writes to the rules": `import { rules } from ${JSON.stringify(SDK)};
  export const decide = () => {
    rules.PULSE.damage = 200;
    rules.PULSE.interval_s = 0;
    Array.prototype.map = () => [];
    Math.random = Math.sin = () => 0;
    return {};
  };`,
  "throws in every step": `export const decide = (view) => view.nobody.health;`,
  "throws when it is made": `export const createDecide = () => { throw new RangeError("not today"); };`,
  "throws while it is imported": `throw new TypeError("no bot today"); export const decide = () => ({});`,
  "rejects later": `export const decide = () => { Promise.reject(new Error("later")); return {}; };`,
  "returns no action": `export const decide = () => undefined;`,
  "returns a promise": `export const decide = async () => ({ fire: true });`,
  "returns numbers that are none": `export const decide = () => ({ moveX: NaN, moveY: "1", aim: Infinity, fire: 0 });`,
  "exits in its first step": `export const decide = () => process.exit(0);`,
  "exits while it is imported": `process.exit(7); export const decide = () => ({});`,
  "loops for ever": `export const decide = () => { for (;;); };`,
  "loops for ever while it is imported": `for (;;); export const decide = () => ({});`,
  "sleeps for ever": `export const decide = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`,
  "stops itself": `export const decide = () => { process.kill(process.pid, "SIGSTOP"); return {}; };`,
  "kills its group": `export const decide = () => { process.kill(0, "SIGKILL"); return {}; };`,
  "allocates without end": `const held = [];
  export const decide = () => { for (;;) held.push(Buffer.alloc(2 ** 24, 1)); };`,
  "writes to its output without end": `import { writeSync } from "node:fs";
  export const decide = () => { for (;;) attempt(() => writeSync(1, "x\\n".repeat(10_000))); };
  function attempt(act) { try { act(); } catch {} }`,
  "writes one line without end": `import { writeSync } from "node:fs";
  export const decide = () => { for (;;) attempt(() => writeSync(1, "x".repeat(10_000))); };
  function attempt(act) { try { act(); } catch {} }`,
  "writes to its standard error without end": `import { writeSync } from "node:fs";
  export const decide = () => { for (;;) attempt(() => writeSync(2, "\\u001b[2J\\n".repeat(10_000))); };
  function attempt(act) { try { act(); } catch {} }`,
  "closes its output": `import { closeSync } from "node:fs";
  export const decide = () => { closeSync(1); return {}; };`,
  "closes its input": `import { closeSync } from "node:fs";
  setInterval(() => {}, 1000);
  export const decide = () => { process.stdin.destroy(); closeSync(0); return new Promise(() => {}); };`,
} as const;

/** Leaves two processes running, one in its own group and one in a separate session. */
export const leavesProcessesBehind = (word: string): string => `import { spawn } from "node:child_process";
  for (const detached of [false, true]) {
    const code = "setInterval(() => {}, 1000)";
    spawn(process.execPath, ["-e", code, ${JSON.stringify(LEFT_BEHIND)}, ${JSON.stringify(word)}],
      { detached, stdio: "ignore" }).unref();
  }
  export const decide = () => ({});`;

/** Kills what has \`word\` on its command line, and writes what it has found there into \`file\`. */
export const killsByName = (word: string): string => `import { readdirSync, readFileSync } from "node:fs";
  const attempt = (act) => { try { return act(); } catch { return undefined; } };
  const victims = readdirSync("/proc").filter((pid) => Number(pid) > 1 && Number(pid) !== process.pid &&
    attempt(() => readFileSync("/proc/" + pid + "/cmdline", "utf8"))?.includes(${JSON.stringify(word)}));
  for (const pid of victims) attempt(() => process.kill(Number(pid), "SIGKILL"));
  export const decide = () => ({});`;
