import { SnapshotBuffer } from "@fray/netcode/client";
import { describe, expect, test } from "vitest";

const at = (time: number, x: number, place = 1, aim = 0) => ({ time, x, y: 0, aim, place });

function buffer(...snapshots: ReturnType<typeof at>[]): SnapshotBuffer {
  const made = new SnapshotBuffer();
  for (const snapshot of snapshots) made.push(snapshot);
  return made;
}

describe("a remote body", () => {
  test("is shown between the snapshots around the time", () => {
    expect(buffer(at(0, 0), at(100, 1), at(200, 3)).sample(150)).toMatchObject({ x: 2, speed: 20 });
  });

  test("continues as before when a patch is late, but for 100 ms only", () => {
    const late = buffer(at(0, 0), at(100, 1));
    expect(late.sample(150)?.x).toBeCloseTo(1.5);
    expect(late.sample(200)?.x).toBeCloseTo(2);
    expect(late.sample(5000)?.x).toBeCloseTo(2);
  });

  test("is never drawn between the two ends of a jump", () => {
    const respawned = buffer(at(0, 0), at(100, 1), at(200, 30, 2), at(300, 30, 2));
    expect(respawned.sample(150)).toMatchObject({ x: 1, place: 1 });
    expect(respawned.sample(200)).toMatchObject({ x: 30, place: 2 });
    expect(buffer(at(0, 0), at(100, 30, 2)).sample(150)).toMatchObject({ x: 30, place: 2 });
  });

  test("turns in the shorter direction", () => {
    expect(buffer(at(0, 0, 1, 6.2), at(100, 0, 1, 0.1)).sample(50)?.aim).toBeCloseTo(
      6.2 + (0.1 + 2 * Math.PI - 6.2) / 2,
    );
  });

  test("is not drawn before its first snapshot", () => {
    expect(buffer().sample(0)).toBeUndefined();
    expect(buffer(at(100, 5)).sample(0)).toMatchObject({ x: 5 });
  });
});
