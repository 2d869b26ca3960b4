import type { RecordedBody } from "@fray/game-client/internal/replay/recorded";
import { sightOf, USUAL_AGE_MS } from "@fray/game-client/internal/replay/sight";
import { describe, expect, test } from "vitest";

const MAP = { width: 120, height: 80 };
const body = (fields: Partial<RecordedBody>): RecordedBody => ({ isHiding: false, team: 0, ...fields }) as RecordedBody;
const eyes = body({ id: 1, x: 60, y: 40 });
const member = { reachPercent: 100, sightAgeMs: undefined };

describe("what a player saw", () => {
  const sight = sightOf(eyes, member, MAP);

  test("is their area of interest, which is smaller while their connection is bad", () => {
    expect(sight.shows(body({ id: 2, x: 74, y: 40 }))).toBe(true);
    expect(sight.shows(body({ id: 2, x: 90, y: 40 }))).toBe(false);
    expect(sightOf(eyes, { ...member, reachPercent: 50 }, MAP).shows(body({ id: 2, x: 74, y: 40 }))).toBe(false);
  });

  test("leaves out enemies in bushes, unless they are close, and never team mates", () => {
    expect(sight.shows(body({ id: 2, x: 70, y: 40, isHiding: true }))).toBe(false);
    expect(sight.shows(body({ id: 2, x: 60.5, y: 40, isHiding: true }))).toBe(true);
    const blue = sightOf(body({ id: 1, x: 60, y: 40, team: 1 }), member, MAP);
    expect(blue.shows(body({ id: 2, x: 70, y: 40, team: 1, isHiding: true }))).toBe(true);
    expect(sight.shows(body({ id: 1, x: 60, y: 40, isHiding: true })), "itself").toBe(true);
  });

  test("is as old as their last hitscan shot says, and otherwise as usual, which is told apart", () => {
    expect(sight).toMatchObject({ ageMs: USUAL_AGE_MS, isStated: false });
    expect(sightOf(eyes, { ...member, sightAgeMs: 63 }, MAP)).toMatchObject({ ageMs: 63, isStated: true });
  });
});
