import { decide } from "@fray/bot-client/internal/brain/decide";
import { createMemory } from "@fray/bot-client/internal/brain/memory";
import { HeadlessRound } from "@fray/bot-client/internal/ladder/headless-round";
import { navigationOf } from "@fray/bot-client/internal/navigation/navigation-of";
import { SKILLS } from "@fray/bot-client/internal/skills/steps";
import { createRandom, PastViews } from "@fray/netcode/core";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import type { Mode } from "@fray/shared-state/match/modes";
import type { ReplayHeader } from "@fray/shared-state/replay/header";
import type { LiveMember } from "@fray/shared-state/replay/member";
import { RoundRecorder } from "@fray/shared-state/replay/round-recorder";
import type { Input } from "@fray/shared-state/schema/input-frame";
import type { Fighter } from "@fray/shared-state/simulation/body";
import type { Command } from "@fray/shared-state/simulation/command";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { headerOf, MemoryRecording } from "./replays.ts";

const TICK_RATE = 30;
const AGE_CHANGES = 0.03;
const LEAST_AGE_MS = 60;
const AGES_MS = 120;

export interface Recorded {
  readonly recording: MemoryRecording;
  readonly round: HeadlessRound;
  /** The text of the map's file. */
  readonly map: string;
  /** Time that the recorder took, in ms of this thread. */
  readonly recorderMs: number;
  readonly totalMs: number;
}

/** Plays and records a headless round of bots. Bodies see the others without delay, if nothing else is asked for. */
export function recordHeadless(options: {
  map: string;
  mode: Mode;
  bots: number;
  seconds: number;
  seed?: number;
  now?: () => number;
  /** Other fields of the header. */
  header?: Partial<ReplayHeader>;
  /** Bodies see the others with a delay that changes now and then, as over a connection. */
  sightAges?: boolean;
  /** Called after each tick. */
  afterTick?: (recorder: RoundRecorder, members: ReadonlyMap<number, LiveMember>) => void;
}): Recorded {
  const { map, mode, bots, seconds, seed = 1, now = () => 0, header = {}, sightAges = false, afterTick } = options;
  const text = readFileSync(fileURLToPath(new URL(`../../maps/${map}.tmj`, import.meta.url)), "utf8");
  const arena = parseMap(map, JSON.parse(text));
  const settings = { warmupSeconds: 0, roundSeconds: 3600, scoreLimit: 0 };
  const recording = new MemoryRecording(headerOf({ map, mode, tickRate: TICK_RATE, settings, ...header }), text);
  let recorderMs = 0;
  let recorder: RoundRecorder | undefined;
  const onStep = (commands: readonly Command[]): void => {
    if (sightAges) delay(commands);
    const start = now();
    recorder ??= new RoundRecorder(
      { world: round.world, match: round.match, members, past, tickRate: TICK_RATE },
      recording,
    );
    recorder.step(commands);
    recorderMs += now() - start;
  };
  const chance = createRandom(seed);
  const ages = new Map<number, number>();
  const delay = (commands: readonly Command[]): void => {
    for (const command of commands) {
      const { id } = command.fighter;
      let age = ages.get(id);
      if (age === undefined || chance() < AGE_CHANGES)
        ages.set(id, (age = LEAST_AGE_MS + Math.floor(chance() * AGES_MS)));
      Object.assign(command, { sightAgeMs: age, sight: past.viewAgo(age) });
    }
  };
  const minds = Array.from({ length: bots }, (_, index) => () => {
    const memory = createMemory(SKILLS.regular, arena, navigationOf(arena));
    const random = createRandom(seed * 1000 + index);
    return (view: Parameters<typeof decide>[1]) => decide(memory, view, random);
  });
  const round = new HeadlessRound({ arena, mode, dt: 1 / TICK_RATE, seconds: 3600, seed, minds, onStep });
  const members = new Map(
    [...round.members].map(([id, member]): [number, LiveMember] => [
      id,
      Object.assign(member, { bot: true, backfill: false }),
    ]),
  );
  const stepMs = 1000 / TICK_RATE;
  const past = new PastViews<Fighter>(
    { stepMs, capMs: 200, now: () => round.world.tick * stepMs },
    (fighter) => fighter,
  );
  const begin = now();
  for (let tick = 0; tick < seconds * TICK_RATE; tick++) {
    const inputs = round.ask() as Input[];
    round.step(inputs);
    past.record(round.world.fighters.values());
    if (recorder) afterTick?.(recorder, members);
  }
  const finish = now();
  recorder?.finish();
  recorderMs += now() - finish;
  return { recording, round, map: text, recorderMs, totalMs: now() - begin };
}
