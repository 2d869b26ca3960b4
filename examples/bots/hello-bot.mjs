// npm run bots -- --exec "node examples/bots/hello-bot.mjs" --count 1
//
// The same as hello_bot.py: an observation a line in, an action a line out, see docs/bots.md. It needs nothing of this
// repository; print to stderr to debug, never to stdout.
import { createInterface } from "node:readline";

/** Returns where to aim, in radians, so that a shot hits an enemy that keeps its velocity. */
function lead(self, enemy, latency, weapon) {
  const time = Math.hypot(enemy.x - self.x, enemy.y - self.y) / weapon.speed + latency;
  return Math.atan2(enemy.y + enemy.vy * time - self.y, enemy.x + enemy.vx * time - self.x);
}

function decide(hello, { self, bodies, time, latency }) {
  if (!self?.alive) return {};
  const distance = (place) => Math.hypot(place.x - self.x, place.y - self.y);
  const side = Math.sin(time * 3) > 0 ? 1 : -1;
  const enemies = bodies.filter(({ enemy }) => enemy).toSorted((a, b) => distance(a) - distance(b));
  const enemy = enemies.find(({ inSight }) => inSight);
  if (enemy) {
    const aim = lead(self, enemy, latency, hello.rules.weapons.pulse);
    // The replay of a ladder shows this to those who follow the bot.
    const mark = { x: enemy.x, y: enemy.y, text: "target" };
    return { moveX: -Math.sin(aim) * side, moveY: Math.cos(aim) * side, aim, fire: !enemy.shielded, mark };
  }
  // No enemy in sight: go to an enemy behind a wall, or from spawn to spawn. Sometimes move sideways to get around an
  // obstacle.
  const { spawns } = hello.map;
  const goal = enemies[0] ?? spawns[Math.floor(time / 4) % spawns.length];
  const angle = Math.atan2(goal.y - self.y, goal.x - self.x) + side * 0.9;
  return { moveX: Math.cos(angle), moveY: Math.sin(angle), reload: self.ammo < 8 };
}

let hello;
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === "hello") hello = message;
  if (message.type === "observation") console.log(JSON.stringify({ tick: message.tick, ...decide(hello, message) }));
}
