import { enemiesInSight, leadAim, runBot, walkTo, type Action, type OwnBody, type View } from "@fray/bot-client";

export function decide(view: View, self: OwnBody): Action {
  const [enemy] = enemiesInSight(view);
  if (enemy) {
    // Moves sideways in alternating directions, which is harder to hit than standing still.
    const aim = leadAim(view, enemy);
    const side = Math.sin(view.now * 3) > 0 ? 1 : -1;
    // The replay of a ladder shows this to those who follow the bot.
    const mark = { x: enemy.x, y: enemy.y, text: enemy.shielded ? "shielded" : "target" };
    return { moveX: -Math.sin(aim) * side, moveY: Math.cos(aim) * side, aim, fire: !enemy.shielded, mark };
  }
  // No enemy in sight: go to an enemy behind a wall, or from spawn to spawn until one is in sight.
  const { spawns } = view.arena;
  const goal = view.bodies[0] ?? spawns[Math.floor(view.now / 5) % spawns.length] ?? self;
  return { ...walkTo(view, goal), reload: self.ammo < 8 };
}

// node examples/bots/hello-bot.ts [ws://host:port]; the ladder imports only `decide`.
if (import.meta.main) {
  const url = process.argv[2] ?? "ws://localhost:2567";
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const { kills, deaths } = await runBot({ url, name: "Hello", signal: stop.signal, decide });
  console.log(`${kills} kills, ${deaths} deaths`);
}
