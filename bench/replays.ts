import { decide } from "@fray/bot-client/internal/brain/decide";
import { createMemory } from "@fray/bot-client/internal/brain/memory";
import { HeadlessRound } from "@fray/bot-client/internal/ladder/headless-round";
import { navigationOf } from "@fray/bot-client/internal/navigation/navigation-of";
import { SKILLS } from "@fray/bot-client/internal/skills/steps";
import { createRandom, PastViews } from "@fray/netcode/core";
import { SigningKey } from "@fray/server/internal/replays/signing-key";
import { writerTools } from "@fray/server/internal/replays/writer-tools";
import type { Arena } from "@fray/shared-state/arena/arena";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { createMatch } from "@fray/shared-state/match/match";
import type { Mode } from "@fray/shared-state/match/modes";
import { joinRound, startRound, stepMatch } from "@fray/shared-state/match/rounds";
import { ReplayFileWriter } from "@fray/shared-state/replay/file-writer";
import type { LiveMember } from "@fray/shared-state/replay/member";
import { PROOF_BYTES } from "@fray/shared-state/replay/member";
import { SecondPacker } from "@fray/shared-state/replay/operation-log";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";
import { RoundRecorder, type RecordingSink } from "@fray/shared-state/replay/round-recorder";
import type { Second } from "@fray/shared-state/replay/segment";
import { tickHashBits } from "@fray/shared-state/replay/tick-hash";
import type { Input } from "@fray/shared-state/schema/input-frame";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import type { Command } from "@fray/shared-state/simulation/command";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import { createWorld, type World } from "@fray/shared-state/simulation/world";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const TICK_RATE = 30;
const STEP_MS = 1000 / TICK_RATE;
/** Ages of sight as clients have them: they change now and then. */
const SIGHT = { ms: 110, changes: 0.03, spread: 8 };
const SEEKS = 40;

/** A second has a hash of 4 bytes, a checksum, and the hashes of its ticks. */
const hashBytes = (bots: number): number => 5 + (TICK_RATE * tickHashBits(bots)) / 8;

/** `opponents` fight too, but in a round of their own: the recorded ones get inputs as in a fight. */
interface Scene {
  readonly bots: number;
  readonly map: string;
  readonly mode: Mode;
  readonly opponents?: number;
}

const SCENES: readonly Scene[] = [
  { bots: 1, map: "duel", mode: "ffa", opponents: 1 },
  { bots: 2, map: "duel", mode: "ffa" },
  { bots: 3, map: "duel", mode: "ffa" },
  { bots: 4, map: "foundry", mode: "tdm" },
  { bots: 5, map: "foundry", mode: "ffa" },
  { bots: 8, map: "foundry", mode: "tdm" },
  { bots: 8, map: "foundry", mode: "ffa" },
  { bots: 12, map: "foundry", mode: "ffa" },
  { bots: 32, map: "foundry", mode: "tdm" },
  { bots: 100, map: "quarry", mode: "ffa" },
];

/** What a replay costs in a room of that many bots. */
export interface ReplayRow {
  readonly bots: number;
  readonly mode: string;
  /** Bytes on disk, with keyframes and signatures, without the header and the map. */
  readonly "B/player/s": number;
  /** Of these, the states at the beginnings of segments, and what proves that the round is as it was. */
  readonly keyframes: number;
  readonly "hashes, seals": number;
  /** Bits of the hash of a tick. */
  readonly "bits of a tick": number;
  readonly "header and map": number;
  /** Time of the recorder per player and tick, and as a share of the rules' step alone. */
  readonly "us/player/tick": number;
  readonly "% of the step": number;
  readonly "worst seek ms": number;
  /** How much faster than real time a replay is played. */
  readonly "x real time": number;
}

/** Measures the size of replays, what recording costs a tick, and the time of seeks. Rounds are headless. */
export const measureReplays = (seconds: number): ReplayRow[] => SCENES.map((scene) => measure(scene, seconds));

function measure({ bots, map, mode, opponents = 0 }: Scene, seconds: number): ReplayRow {
  const text = readFileSync(fileURLToPath(new URL(`../maps/${map}.tmj`, import.meta.url)), "utf8");
  const arena = parseMap(map, JSON.parse(text));
  const settings = { warmupSeconds: 0, roundSeconds: 3600, scoreLimit: 0 };
  const key = SigningKey.create();
  const writer = new ReplayFileWriter(
    {
      id: "bench",
      rules: "0".repeat(64),
      build: "",
      map,
      mode,
      tickRate: TICK_RATE,
      settings,
      worldRules: { friendlyFire: false },
      startedAt: 0,
      isPublic: true,
      serverKey: key.publicKey,
    },
    text,
    writerTools(key),
  );
  const calls: Call[] = [];
  const sink: RecordingSink = {
    member: () => new Uint8Array(PROOF_BYTES),
    keyframe: (_tick, bytes) => void calls.push({ keyframe: bytes }),
    second: (log) => void calls.push({ log }),
    end: () => {},
  };
  const random = createRandom(5);
  const ages = Array.from({ length: bots }, () => SIGHT.ms);
  const spent: number[] = [];
  const stepped: number[] = [];
  let recorder: RoundRecorder | undefined;
  let begun = 0;
  const onStep = (all: readonly Command[]): void => {
    const commands = alone ? alone.commandsOf(all) : all;
    const { world, match, members, past } = alone ?? fight;
    const seen = commands.map((command, index) => {
      if (random() < SIGHT.changes) ages[index] = SIGHT.ms + Math.floor(random() * SIGHT.spread);
      const sightAgeMs = ages[index];
      return Object.assign(command, { sightAgeMs, sight: past.viewAgo(sightAgeMs) });
    });
    const start = performance.now();
    recorder ??= new RoundRecorder({ world, match, members, past, tickRate: TICK_RATE }, sink);
    recorder.step(seen);
    begun = performance.now();
    spent.push(begun - start);
    alone?.step(seen);
  };
  const round: HeadlessRound = new HeadlessRound({
    arena,
    mode,
    dt: 1 / TICK_RATE,
    seconds: 3600,
    seed: 1,
    onStep,
    minds: Array.from({ length: bots + opponents }, (_, index) => () => {
      const memory = createMemory(SKILLS.regular, arena, navigationOf(arena));
      const chance = createRandom(1000 + index);
      return (view: Parameters<typeof decide>[1]) => decide(memory, view, chance);
    }),
  });
  const members = new Map(
    Array.from(round.members, ([id, member]): [number, LiveMember] => [
      id,
      Object.assign(member, { bot: true, backfill: false }),
    ]),
  );
  const past = new PastViews<Fighter>(
    { stepMs: STEP_MS, capMs: 200, now: () => round.world.tick * STEP_MS },
    (fighter) => fighter,
  );
  const fight = { world: round.world, match: round.match, members, past };
  const alone = opponents > 0 ? new RoundAlone(arena, mode) : undefined;
  for (let tick = 0; tick < seconds * TICK_RATE; tick++) {
    const inputs = round.ask() as Input[];
    round.step(inputs);
    stepped.push(performance.now() - begun);
    past.record(round.world.fighters.values());
  }
  recorder?.finish();
  const head = writer.head.reduce((sum, { length }) => sum + length, 0);
  const { file, keyframeBytes, sealBytes } = put(writer, calls);
  const recorderMs = typicalSum(spent);
  return {
    bots,
    mode,
    "B/player/s": round1((file.length - head) / bots / seconds),
    keyframes: round1(keyframeBytes / bots / seconds),
    "hashes, seals": round1((sealBytes / seconds + hashBytes(bots)) / bots),
    "bits of a tick": tickHashBits(bots),
    "header and map": head,
    "us/player/tick": round1((recorderMs * 1000) / spent.length / bots),
    "% of the step": round1((100 * recorderMs) / typicalSum(stepped)),
    ...measurePlaying(file, seconds),
  };
}

/** A round with one body, which gets the commands that the first body of another round gets. */
class RoundAlone {
  readonly world: World;
  readonly match = createMatch({ warmupSeconds: 0, roundSeconds: 3600, scoreLimit: 0 }, 1);
  readonly members = new Map<number, LiveMember>([
    [1, { id: 1, team: 0, spectator: false, score: 0, kills: 0, deaths: 0, bot: false, backfill: false }],
  ]);
  readonly past: PastViews<Fighter>;
  readonly #body = createFighter(1);

  constructor(arena: Arena, mode: Mode) {
    const world = createWorld(arena, 1 / TICK_RATE, 1);
    this.world = world;
    this.past = new PastViews<Fighter>(
      { stepMs: STEP_MS, capMs: 200, now: () => world.tick * STEP_MS },
      (fighter) => fighter,
    );
    startRound(this.match, world, this.members, mode);
    joinRound(this.match, world, this.members, this.#body);
    stepMatch(this.match, world, this.members);
  }

  commandsOf(commands: readonly Command[]): Command[] {
    const [command] = commands;
    return command ? [{ ...command, fighter: this.#body }] : [];
  }

  step(commands: readonly Command[]): void {
    stepWorld(this.world, commands);
    stepMatch(this.match, this.world, this.members);
    this.past.record(this.world.fighters.values());
  }
}

function measurePlaying(file: Uint8Array, seconds: number): Pick<ReplayRow, "worst seek ms" | "x real time"> {
  const random = createRandom(3);
  const player = new ReplayPlayer(ReplayFile.read(file));
  const playedMs = threadMs(() => {
    while (player.step());
  });
  if (player.difference) throw new Error("the replay is not the round");
  const times: number[] = [];
  for (let count = 0; count < SEEKS; count++) {
    const tick = player.firstTick + Math.floor(random() * seconds * TICK_RATE);
    times.push(threadMs(() => player.seek(tick)));
  }
  return { "worst seek ms": round1(Math.max(...times)), "x real time": Math.round((seconds * 1000) / playedMs) };
}

/** Returns the time that this thread takes for something, in ms: the machine may do something else meanwhile. */
function threadMs(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/** What a recorder gave to its sink. */
type Call = { readonly keyframe: Uint8Array } | { readonly log: Uint8Array };

interface Written {
  readonly file: Uint8Array;
  readonly keyframeBytes: number;
  readonly sealBytes: number;
}

function put(writer: ReplayFileWriter, calls: readonly Call[]): Written {
  const packer = new SecondPacker();
  const parts = [...writer.head];
  let [keyframeBytes, sealBytes] = [0, 0];
  let open: Second[] = [];
  const close = (): void => {
    if (open.length > 0) {
      const [segment = NOTHING, seal = NOTHING] = writer.segment(open);
      sealBytes += seal.length;
      parts.push(segment, seal);
    }
    open = [];
  };
  for (const call of calls) {
    if ("keyframe" in call) {
      close();
      packer.reset();
      const keyframe = writer.keyframe(call.keyframe);
      keyframeBytes += keyframe.length;
      parts.push(keyframe);
    } else open.push(packer.pack(call.log));
  }
  close();
  parts.push(...writer.end());
  return { file: Buffer.concat(parts), keyframeBytes, sealBytes };
}

const NOTHING = new Uint8Array();

/**
 * Sums times by the medians of ticks of one kind, because a busy machine makes single ticks long: those that end a
 * second, those that begin a segment, and the others.
 */
function typicalSum(times: readonly number[]): number {
  const kinds = Map.groupBy(times.entries(), ([tick]) =>
    tick % (TICK_RATE * 10) === 0 ? "segment" : tick % TICK_RATE === 0 ? "second" : "other",
  );
  let sum = 0;
  for (const entries of kinds.values()) {
    const sorted = entries.map(([, time]) => time).toSorted((a, b) => a - b);
    sum += (sorted[Math.floor(sorted.length / 2)] ?? 0) * sorted.length;
  }
  return sum;
}

const round1 = (value: number): number => Math.round(value * 10) / 10;
