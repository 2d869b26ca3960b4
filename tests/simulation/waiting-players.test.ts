import { recordTick } from "@fray/game-client/internal/replay/worker/record-tick";
import type { Rules, RulesPlayer } from "@fray/game-client/internal/replay/worker/rules";
import { WaitingPlayers } from "@fray/game-client/internal/replay/worker/waiting-players";
import { createRandom } from "@fray/netcode/core";
import * as rulesFile from "@fray/shared-state/replay/rules-file";
import { describe, expect, test } from "vitest";

import { recordHeadless } from "../support/record-headless.ts";

const SECONDS = 25;
const EVERY_S = 1.5;

const rules = rulesFile as unknown as Rules;

const { recording } = recordHeadless({ map: "duel", mode: "ffa", bots: 2, seconds: SECONDS });

/** A replay of which players wait in all places, with the number of steps that players have made. */
function openWaiting(isFilled: boolean) {
  const { file, player } = rules.openReplay(recording.file);
  const counted = { steps: 0 };
  const open = (): RulesPlayer => {
    const opened = new rules.ReplayPlayer(file);
    const step = opened.step.bind(opened);
    opened.step = () => {
      counted.steps++;
      return step();
    };
    return opened;
  };
  const { firstTick } = player;
  const { tickRate } = file.header;
  const waiting = new WaitingPlayers({
    firstTick,
    endTick: firstTick + SECONDS * tickRate,
    tickRate,
    keyframes: file.segments.map(({ second }) => second),
    bodies: 2,
    open,
  });
  if (isFilled) while (waiting.work());
  const random = createRandom(3);
  const anywhere = (): number => firstTick + Math.floor(random() * SECONDS * tickRate);
  return { file, waiting, open, counted, anywhere, tickRate };
}

describe("players that wait between keyframes", () => {
  test("no seek steps further than from one to the next, and taken places are filled again", () => {
    const { waiting, open, counted, anywhere, tickRate } = openWaiting(true);
    let player = open();
    for (let seeks = 0; seeks < 40; seeks++) {
      const tick = anywhere();
      counted.steps = 0;
      player = waiting.nearest(player, tick);
      player.seek(tick);
      expect(player.tick).toBe(tick);
      expect(counted.steps, `seek ${seeks} to tick ${tick}`).toBeLessThanOrEqual(EVERY_S * tickRate);
      while (waiting.work());
    }
  });

  test.each([
    ["before anybody is there", false],
    ["with everybody there", true],
  ])("a seek shows what playing up to it shows, %s", (_, isFilled) => {
    const { waiting, open, anywhere, file } = openWaiting(isFilled);
    let player = open();
    for (let seeks = 0; seeks < 6; seeks++) {
      const tick = anywhere();
      player = waiting.nearest(player, tick);
      player.seek(tick);
      const played = new rules.ReplayPlayer(file);
      while (played.tick < tick) played.step();
      const { members, ...seen } = recordTick(rules, player);
      const { members: playedMembers, ...playedSeen } = recordTick(rules, played);
      expect(seen).toEqual(playedSeen);
      // Ages of sight are known from the last keyframe on.
      const withoutAges = (list: typeof members) => list.map(({ sightAgeMs: _age, ...member }) => member);
      expect(withoutAges(members)).toEqual(withoutAges(playedMembers));
    }
  });
});
