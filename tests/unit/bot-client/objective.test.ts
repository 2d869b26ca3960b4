import type { Role } from "@fray/bot-client/internal/brain/memory";
import { createMemory } from "@fray/bot-client/internal/brain/memory";
import { navigationOf } from "@fray/bot-client/internal/navigation/navigation-of";
import type { Skill } from "@fray/bot-client/internal/skills/skill";
import { SKILLS } from "@fray/bot-client/internal/skills/steps";
import type { OwnBody, SeenFlag } from "@fray/bot-client/internal/view/view";
import { RUN_SPEED_U_PER_S } from "@fray/shared-state/rules";
import type { Input } from "@fray/shared-state/schema/input-frame";
import { describe, expect, test } from "vitest";

import { DT, other, ownBody, playScene, round, type Scene } from "../../bot-client/scene.ts";
import { testArena } from "../../support/duel.ts";

const HOME = { x: 10, y: 20 };
const AWAY = { x: 50, y: 20 };
const arena = testArena({
  flags: [
    { ...HOME, team: 1 },
    { ...AWAY, team: 2 },
  ],
  hills: [{ x: 30, y: 20, radius: 3 }],
});

const ownFlag = (more: Partial<SeenFlag> = {}): SeenFlag => ({ team: 1, ...HOME, carrier: 0, home: true, ...more });
const theirFlag = (more: Partial<SeenFlag> = {}): SeenFlag => ({ team: 2, ...AWAY, carrier: 0, home: true, ...more });

/** Returns the memory of a bot of team 1 with a role, after half a second. */
function mindOf(role: Role, self: Partial<OwnBody>, scene: Scene, skill: Skill = SKILLS.veteran) {
  const body = ownBody({ team: 1, lives: 3, x: 30, y: 20, ...self });
  const memory = createMemory(skill, arena, navigationOf(arena));
  Object.assign(memory, { lives: 3, role, roleUntil: Infinity });
  return playScene(skill, 0.5, { arena, self: body, ...scene }, { memory }).memory;
}

const ctf = (own: SeenFlag, theirs: SeenFlag): Scene => ({ round: round("ctf", { flags: [own, theirs] }) });

describe("capture the flag", () => {
  test("a raider goes for the enemy's flag", () => {
    expect(mindOf("raider", {}, ctf(ownFlag(), theirFlag()))).toMatchObject({ plan: "goal", destination: AWAY });
    const dropped = theirFlag({ x: 35, y: 5, home: false });
    expect(mindOf("raider", {}, ctf(ownFlag(), dropped))).toMatchObject({ destination: { x: 35, y: 5 } });
  });

  test("a runner goes there past enemies, a raider fights them first", () => {
    const scene = { ...ctf(ownFlag(), theirFlag()), bodies: [other(30, 26, { team: 2 })] };
    expect(mindOf("runner", {}, scene)).toMatchObject({ plan: "goal", destination: AWAY, target: { id: 2 } });
    expect(mindOf("raider", {}, scene).plan).toBe("fight");
  });

  test("its carrier brings it home, past any enemy in the way", () => {
    const scene = { ...ctf(ownFlag(), theirFlag({ carrier: 1, home: false })), bodies: [other(25, 22, { team: 2 })] };
    for (const role of ["raider", "guard"] as const) {
      expect(mindOf(role, { health: 15 }, scene)).toMatchObject({ plan: "goal", destination: HOME });
    }
  });

  test("its carrier waits at home while the own flag is away", () => {
    const scene = ctf(ownFlag({ carrier: 9, home: false, x: 45 }), theirFlag({ carrier: 1, home: false }));
    const { destination } = mindOf("raider", {}, scene);
    expect(destination && Math.hypot(destination.x - HOME.x, destination.y - HOME.y)).toBeLessThan(4);
  });

  test("guards bring their own flag back from the ground, and so do raiders nearby", () => {
    const lies = (x: number) => ctf(ownFlag({ x, y: 20, home: false }), theirFlag());
    expect(mindOf("guard", {}, lies(48))).toMatchObject({ destination: { x: 48, y: 20 } });
    expect(mindOf("raider", {}, lies(38))).toMatchObject({ destination: { x: 38, y: 20 } });
    expect(mindOf("raider", { x: 20 }, lies(45))).toMatchObject({ destination: AWAY });
  });

  test("its thief is chased, and shot at before others", () => {
    const scene = ctf(ownFlag({ carrier: 7, home: false, x: 42, y: 21 }), theirFlag());
    const { destination } = mindOf("guard", {}, scene);
    expect(destination && Math.hypot(destination.x - 42, destination.y - 21)).toBeLessThan(3);
    const bodies = [other(33, 20, { id: 5, team: 2 }), other(38, 21, { id: 7, team: 2 })];
    expect(mindOf("guard", {}, { ...scene, bodies }).target?.id).toBe(7);
  });

  test("a guard stays near the stand", () => {
    const { destination } = mindOf("guard", {}, ctf(ownFlag(), theirFlag()));
    expect(destination && Math.hypot(destination.x - HOME.x, destination.y - HOME.y)).toBeLessThan(7);
  });

  test("a guard does not stay one permanently: a watch ends, and two of three go for the flag", () => {
    const scene = { arena, self: ownBody({ team: 1, ...HOME }), ...ctf(ownFlag(), theirFlag()) };
    const roles = Array.from(
      { length: 30 },
      (_, index) => playScene(SKILLS.regular, 60, scene, { seed: index }).memory.role,
    );
    expect(roles.filter((role) => role !== "guard").length).toBeGreaterThan(20);
    const first = Array.from(
      { length: 30 },
      (_, index) => playScene(SKILLS.regular, 1, scene, { seed: index }).memory.role,
    );
    expect(first.filter((role) => role === "guard").length).toBeGreaterThan(2);
  });

  test("in the warmup, and in modes without teams, bots ignore flags", () => {
    const flags = [ownFlag(), theirFlag()];
    const scene = { round: round("ctf", { flags, inPhase: "warmup" }) };
    expect(mindOf("raider", {}, scene).plan).not.toBe("goal");
    expect(mindOf("raider", { team: 0 }, ctf(ownFlag(), theirFlag())).plan).not.toBe("goal");
  });
});

describe("the hill", () => {
  const HILL = { x: 30, y: 20, radius: 3 };
  const hill: Scene = { round: round("hill", { hill: HILL }) };
  const isOnHill = (place: { x: number; y: number } | undefined) =>
    place !== undefined && Math.hypot(place.x - HILL.x, place.y - HILL.y) < HILL.radius;

  test("a bot goes to it, past enemies, and shoots at them on the way", () => {
    const mind = mindOf("raider", { x: 15 }, { ...hill, bodies: [other(18, 25, { team: 2 })] });
    expect(mind.plan).toBe("goal");
    expect(isOnHill(mind.destination)).toBe(true);
    expect(mind.target).toBeDefined();
  });

  test("most beginners fight elsewhere, so that the hill is held and not a scrum; most veterans go to it", () => {
    const shareOf = (skill: Skill): number => {
      const minds = Array.from(
        { length: 40 },
        (_, seed) => playScene(skill, 1, { arena, self: ownBody({ team: 1, x: 15, y: 20 }), ...hill }, { seed }).memory,
      );
      return minds.filter(({ destination }) => isOnHill(destination)).length / minds.length;
    };
    expect(mindOf("loner", { x: 15 }, hill).plan).toBe("roam");
    expect(shareOf(SKILLS.rookie)).toBeLessThan(0.4);
    expect(shareOf(SKILLS.veteran)).toBeGreaterThan(0.75);
  });

  test("a bot does not leave it for a fight with a distant enemy", () => {
    const bodies = [other(40, 20, { team: 2 })];
    const memory = createMemory(SKILLS.veteran, arena, navigationOf(arena));
    let at = { x: HILL.x + 1, y: HILL.y };
    const scene = () => ({ arena, self: ownBody({ team: 1, ...at }), bodies, ...hill });
    // The body goes where the brain wants, at running speed.
    const onInput = ({ moveX, moveY }: Input) => {
      at = { x: at.x + moveX * RUN_SPEED_U_PER_S * DT, y: at.y + moveY * RUN_SPEED_U_PER_S * DT };
      expect(isOnHill(at)).toBe(true);
    };
    const played = playScene(SKILLS.veteran, 6, scene, { memory, onInput });
    expect(played.memory.plan).toBe("fight");
  });
});
