import { createRandom, type Random } from "@fray/netcode/core";
import { ENVELOPE_BYTES } from "@fray/shared-state/replay/chunks";
import { FRAGMENT_SECONDS } from "@fray/shared-state/replay/live/fragment";
import { LiveReplay } from "@fray/shared-state/replay/live/live-replay";
import { LiveWriter, type LivePart } from "@fray/shared-state/replay/live/live-writer";
import { SecondPacker } from "@fray/shared-state/replay/operation-log";
import { ReplayError } from "@fray/shared-state/replay/replay-error";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";
import { beforeAll, describe, expect, test } from "vitest";

import { damage } from "../support/damaged-files.ts";
import { recordHeadless, type Recorded } from "../support/record-headless.ts";
import { TOOLS } from "../support/replays.ts";

const TICK_RATE = 30;

/** Writes a recorded round as those parts that are published of it. */
function publish({ recording, map }: Recorded): LivePart[] {
  const writer = new LiveWriter(recording.header, map, TOOLS.deflate);
  const packer = new SecondPacker();
  const parts: LivePart[] = [];
  for (const call of recording.calls) {
    if (call.type === "name") writer.name(call.record);
    else if (call.type === "keyframe") {
      packer.reset();
      parts.push(writer.keyframe(call.bytes));
    } else {
      const part = writer.second(packer.pack(call.log));
      if (part) parts.push(part);
    }
  }
  return [...parts, writer.end()];
}

/** Damages a part that has no envelope before its chunks. */
const damagePart = (part: Uint8Array, random: Random): Uint8Array =>
  damage(Buffer.concat([new Uint8Array(ENVELOPE_BYTES), part]), random).subarray(ENVELOPE_BYTES);

const fragmentsOf = (parts: readonly LivePart[]): Uint8Array[] =>
  parts.flatMap((part) => (part.type === "fragment" ? [part.bytes] : []));
const openingsOf = (parts: readonly LivePart[]) => parts.flatMap((part) => (part.type === "opening" ? [part] : []));

describe.each([
  ["a small room, with a keyframe each 10 s", "foundry", 6, 23],
  // Keyframes of a crowd are each 5 s, so every second one lies inside of a fragment.
  ["a crowd, with a keyframe each 5 s", "foundry", 20, 22],
])("%s", (_, map, bots, seconds) => {
  let parts: LivePart[];
  let recorded: Recorded;
  beforeAll(() => {
    recorded = recordHeadless({ map, mode: "ffa", bots, seconds });
    parts = publish(recorded);
  });

  test("is followed from every opening to the same hash in each second, and to the same end", () => {
    const fragments = fragmentsOf(parts);
    const openings = openingsOf(parts);
    expect(openings.length).toBeGreaterThan(2);
    for (const { second, bytes } of openings) {
      const live = LiveReplay.open(bytes, second);
      const player = new ReplayPlayer(live);
      let steps = 0;
      while (live.next < fragments.length) {
        live.append(fragments[live.next] ?? new Uint8Array());
        while (player.step()) steps++;
      }
      expect(steps).toBe((seconds - second) * TICK_RATE);
      expect(player.difference).toBeUndefined();
      expect(player.state.world.random.state).toBe(recorded.round.world.random.state);
      expect(live.isComplete).toBe(true);
      expect(live.names.size).toBe(bots);
    }
  });

  test("is sought back and forward while it grows", () => {
    const random = createRandom(5);
    const fragments = fragmentsOf(parts);
    const [opening] = openingsOf(parts);
    const live = LiveReplay.open(opening?.bytes ?? new Uint8Array(), 0);
    const player = new ReplayPlayer(live);
    for (const fragment of fragments) {
      live.append(fragment);
      const tick = player.firstTick + Math.floor(random() * live.seconds * TICK_RATE);
      player.seek(tick);
      expect(player.tick).toBe(tick);
      expect(player.difference).toBeUndefined();
    }
  });

  test("costs who follows it hardly more than the file, and its fragments have no keyframes", () => {
    const bytes = fragmentsOf(parts).reduce((sum, { length }) => sum + length, 0);
    const { file, keyframeBytes } = recorded.recording;
    expect(bytes / (file.length - keyframeBytes)).toBeLessThan(1.25);
    expect(fragmentsOf(parts)).toHaveLength(Math.floor(seconds / FRAGMENT_SECONDS) + 1);
  });

  test("says in a sentence what is wrong with damaged parts, and never anything else", () => {
    const random = createRandom(3);
    const [opening] = openingsOf(parts);
    const [first, second] = fragmentsOf(parts);
    if (!opening || !first || !second) throw new Error("too little was published");
    for (let round = 0; round < 60; round++) {
      try {
        const isOpening = random() < 0.5;
        const live = LiveReplay.open(isOpening ? damage(opening.bytes, random) : opening.bytes, 0);
        live.append(isOpening ? first : damagePart(first, random));
        // A fragment that does not follow can't be read with what came before.
        if (random() < 0.2) live.append(first);
        live.append(second);
        const player = new ReplayPlayer(live);
        while (player.step());
      } catch (error) {
        expect(error).toBeInstanceOf(ReplayError);
      }
    }
  });
});
