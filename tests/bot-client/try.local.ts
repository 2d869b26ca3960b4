import { SKILLS, skillOf, type Skill } from "@fray/bot-client/skills";

import { loadMap } from "../support/maps.ts";
import { playHeadless } from "./headless-match.ts";
const arena = loadMap("foundry");
const newcomer: Skill = {
  ...SKILLS.rookie,
  reaction_s: 0.5,
  aimError_rad: 0.16,
  lead: 0.25,
  turn_rad_per_s: 6,
  burst_s: 2,
  rest_s: 0.2,
  strafe: 0.6,
  fireRange_u: 14,
  dash: 0.1,
};
function stats(skills: Skill[], seconds: number, seeds: number[]) {
  const n = skills.length;
  const shots = Array(n).fill(0),
    hits = Array(n).fill(0),
    plans = skills.map(() => ({}) as Record<string, number>),
    kills = Array(n).fill(0),
    dash = Array(n).fill(0),
    wall = Array(n).fill(0);
  const meet: number[] = [];
  for (const seed of seeds) {
    let first = new Map<number, number>();
    const m = playHeadless({
      arena,
      skills,
      seconds,
      seed,
      watch(c, input, world) {
        const i = c.fighter.id - 1;
        if (!c.fighter.alive) return;
        const p = plans[i]!;
        p[c.memory.plan] = (p[c.memory.plan] ?? 0) + 1;
        if (input.buttons & 2) dash[i]++;
        if (i === 0) {
          if (c.memory.target && !first.has(0)) first.set(0, world.tick);
          for (const e of world.events)
            if (e.type === "death") {
              if (e.killer === 1 && first.has(0)) meet.push((world.tick - first.get(0)!) / 30);
              first.clear();
            }
        }
        for (const e of world.events) {
          if (e.type === "shot" && e.shot.owner === c.fighter.id) {
            shots[i]++;
          }
          if (e.type === "hit" && e.shot.owner === c.fighter.id) hits[i]++;
        }
      },
    });
    m.contestants.forEach((c, i) => (kills[i] += c.kills));
  }
  meet.sort((a, b) => a - b);
  skills.forEach((s, i) => {
    const t = Object.values(plans[i]!).reduce((a, b) => a + b, 0);
    console.log(
      i,
      "react",
      s.reaction_s,
      "kills",
      kills[i],
      "acc",
      (hits[i] / shots[i]).toFixed(2),
      "shots",
      shots[i],
      "dash",
      dash[i],
      Object.entries(plans[i]!)
        .map(([k, v]) => k + " " + (v / t).toFixed(2))
        .join(" "),
    );
  });
  console.log(
    "  meet->kill by 0: n",
    meet.length,
    "median",
    meet[meet.length >> 1]?.toFixed(1),
    "p90",
    meet[Math.floor(meet.length * 0.9)]?.toFixed(1),
  );
}
console.log("newcomer vs rookie");
stats([newcomer, SKILLS.rookie], 120, [1, 2, 3, 4]);
console.log("vet v vet");
stats([SKILLS.veteran, SKILLS.veteran], 120, [1, 2, 3]);
console.log("mixed");
stats(
  [0, 1, 2, 3, 4, 5].map((i) => skillOf("mixed", i)),
  60,
  [1, 2, 3, 4],
);
console.log("3 rookies + newcomer");
stats([newcomer, SKILLS.rookie, SKILLS.rookie, SKILLS.rookie], 120, [1, 2, 3, 4]);
