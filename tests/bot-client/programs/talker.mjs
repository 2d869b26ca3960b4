// A bot that says its name in each step, and marks a place on the map.
import { createInterface } from "node:readline";

let name = "";
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === "hello") ({ name } = message);
  if (message.type !== "observation") continue;
  const mark = { x: 4.25, y: 3.5, text: "here" };
  console.log(JSON.stringify({ tick: message.tick, moveX: 1, say: `I am ${name}`, mark }));
}
