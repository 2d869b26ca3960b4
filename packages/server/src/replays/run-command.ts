import { joinDashedValues } from "@fray/netcode/core";
import { decodeEnvelope } from "@fray/shared-state/replay/chunks";
import { ReplayError } from "@fray/shared-state/replay/replay-error";
import type { ReplayFile } from "@fray/shared-state/replay/replay-file";
import type { Difference } from "@fray/shared-state/replay/replay-player";
import type { RulesFile } from "@fray/shared-state/replay/rules-file";
import type { TimelineEvent } from "@fray/shared-state/replay/timeline";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { ConfigError } from "../config/config-error.ts";
import { codeOf } from "../error-code.ts";
import type { Platform } from "../storage/disk.ts";
import { writeWhole } from "../storage/write-whole.ts";
import { CHECK_TOOLS } from "./check-tools.ts";
import { endingOf } from "./finish-file.ts";
import { loadRules } from "./load-rules.ts";
import { TAIL_SUFFIX } from "./tail.ts";
import { writerTools } from "./writer-tools.ts";

export const REPLAY_USAGE = `Usage: npm run replay -- verify|info|events FILE [--json]
       npm run replay -- trim FILE --from SECOND --to SECOND --out FILE

  verify  plays a replay, compares its state each second, and checks its signatures
  info    prints what is known of the round
  events  prints what happens in it: kills, flags, phases, members
  trim    writes a part of a replay as a file; its signatures stay valid

  --json      print JSON
  --data-dir  folder of the server's data, with the rules of earlier versions (default: data)`;

const OLD_HASH_BITS = 2;
/** With so many bits of hash per tick a wrong tick is named less often than once in 65,536 differences. */
const CERTAIN_BITS = 16;

/** The lines to print, and whether the replay is as it should be. */
interface Outcome {
  readonly lines: readonly string[];
  readonly isDone: boolean;
}

interface Opened {
  readonly rules: RulesFile;
  readonly bytes: Uint8Array;
  readonly platform: Platform;
  readonly options: Options;
}

type Options = ReturnType<typeof parse>["values"];

/** Runs `npm run replay`. Throws a `ConfigError` with a sentence for a command or a file that can't be used. */
export async function runReplayCommand(words: readonly string[], platform: Platform): Promise<Outcome> {
  const { values, positionals } = parse(words);
  const [what, path] = positionals;
  const run = COMMANDS[what ?? ""];
  if (!run || path === undefined || values.help) return { lines: [REPLAY_USAGE], isDone: values.help };
  try {
    const bytes = readReplay(path, platform);
    const rules = await loadRules(decodeEnvelope(bytes).rules, values["data-dir"], platform.disk);
    return await run({ rules, bytes, platform, options: values });
  } catch (error) {
    // Rules of another version have an error class of their own.
    if (error instanceof Error && error.name === ReplayError.name) throw new ConfigError(`${path}: ${error.message}`);
    throw error;
  }
}

const COMMANDS: Readonly<Record<string, (opened: Opened) => Outcome | Promise<Outcome>>> = {
  verify: tellVerdict,
  info: tellInfo,
  events: tellEvents,
  trim: writePart,
};

const OPTIONS = {
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
  "data-dir": { type: "string", default: "data" },
  from: { type: "string", default: "0" },
  to: { type: "string", default: "0" },
  out: { type: "string", default: "" },
} as const;

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: joinDashedValues(words, OPTIONS), allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}

/** Reads a replay, with the last seconds of one that a killed server has left. */
function readReplay(path: string, { disk }: Platform): Uint8Array {
  try {
    const file = disk.read(path);
    const tail = `${path}${TAIL_SUFFIX}`;
    if (!disk.look(tail)) return file;
    const { whole, ending } = endingOf(file, disk.read(tail), writerTools(undefined));
    return Buffer.concat([whole, ending]);
  } catch (error) {
    const code = codeOf(error);
    if (code === "") throw error;
    throw new ConfigError(`${path}: can't be read (${code})`);
  }
}

async function tellVerdict({ rules, bytes, options }: Opened): Promise<Outcome> {
  const { file, player } = rules.openReplay(bytes);
  const { firstTick } = player;
  while (player.step());
  const { difference, tick } = player;
  const signatures = await rules.checkSignatures(file, CHECK_TOOLS);
  const { fault } = signatures;
  const isDone = difference === undefined && fault === undefined;
  if (options.json) return { lines: [JSON.stringify({ ticks: tick - firstTick, difference, signatures })], isDone };
  return {
    isDone,
    lines: [
      difference
        ? tellDifference(difference)
        : `Played ${tick - firstTick} ticks to the same state in each of ${file.seconds} seconds.`,
      fault
        ? `Second ${fault.second} is not as the server signed it: ${fault.why}.`
        : `${signatures.signedSeconds} seconds are signed with the key ${signatures.key || "(none)"}.`,
      ...(signatures.unsignedSeconds > 0 ? [`${signatures.unsignedSeconds} seconds are not signed.`] : []),
      ...(file.isComplete ? [] : ["The recording was not ended: its server was killed."]),
    ],
  };
}

/** Rules of an earlier format do not say how many bits their hashes have: it was two. */
function tellDifference({ tick, since, hashBits = OLD_HASH_BITS }: Partial<Difference>): string {
  const first = `It first differs from the recorded round at tick ${tick}; at tick ${since} it was equal.`;
  if (hashBits === 0) return `${first} Only the hash of the whole second shows it, so it may be any tick in between.`;
  if (hashBits >= CERTAIN_BITS) return first;
  return (
    `${first} With ${hashBits} ${hashBits === 1 ? "bit" : "bits"} of hash per tick, ` +
    `an earlier tick of the same second is possible in 1 of ${2 ** hashBits} cases.`
  );
}

function tellInfo({ rules, bytes, options }: Opened): Outcome {
  const { file, player } = rules.openReplay(bytes);
  const { header, seconds, isComplete } = file;
  const members = Array.from(file.names.values(), ({ ordinal, name }) => ({ ordinal, name: name ?? null }));
  const info = {
    ...header,
    seconds,
    firstTick: player.firstTick,
    isComplete,
    isPart: file.start !== undefined,
    members,
  };
  if (options.json) return { lines: [JSON.stringify(info)], isDone: true };
  const names = members.map(({ name, ordinal }) => name ?? `(deleted ${ordinal})`);
  return {
    isDone: true,
    lines: [
      `${header.mode} on ${header.map}, ${seconds} s, ${new Date(header.startedAt).toISOString()}`,
      `Members: ${names.join(", ")}`,
      `Rules ${header.rules}, build ${header.build}`,
    ],
  };
}

function tellEvents({ rules, bytes, options }: Opened): Outcome {
  const { file, player } = rules.openReplay(bytes);
  const events = [...rules.timelineOf(player)];
  if (options.json) return { lines: [JSON.stringify(events)], isDone: true };
  return { lines: events.map((event) => tellEvent(event, file)), isDone: true };
}

function tellEvent(event: TimelineEvent, file: ReplayFile): string {
  const named = (ordinal: number | undefined): string =>
    ordinal === undefined ? "somebody" : (file.names.get(ordinal)?.name ?? `Player ${ordinal + 1}`);
  const at = `${Math.floor(event.second / 60)}:${String(event.second % 60).padStart(2, "0")}`;
  switch (event.type) {
    case "phase":
      return `${at} ${event.phase}`;
    case "kill":
      return `${at} ${named(event.killer)} killed ${named(event.victim)} (${event.weapon})`;
    case "flag":
      return `${at} the flag of team ${event.team} was ${event.what}`;
    case "hill":
      return `${at} team ${event.team} holds the hill`;
    case "join":
    case "leave":
      return `${at} ${named(event.member)} ${event.type === "join" ? "joined" : "left"}`;
    case "command":
      return `${at} ${event.by === undefined ? "the host" : named(event.by)}: ${event.command}`;
  }
}

function writePart({ rules, bytes, platform, options }: Opened): Outcome {
  const [from, to] = [Number(options.from), Number(options.to)];
  if (options.out === "" || !Number.isFinite(from) || !Number.isFinite(to) || to <= from) {
    throw new ConfigError("trim needs --from, --to and --out: seconds of the replay, and a file to write");
  }
  const { file } = rules.openReplay(bytes);
  const part = Buffer.concat(rules.trim(file, from, to, writerTools(undefined)));
  writeWhole(resolve(options.out), part, platform);
  const { player, file: written } = rules.openReplay(part);
  const told = { out: options.out, firstTick: player.firstTick, seconds: written.seconds, bytes: part.length };
  if (options.json) return { lines: [JSON.stringify(told)], isDone: true };
  return { lines: [`${told.out} has ${told.seconds} seconds, from tick ${told.firstTick} on.`], isDone: true };
}
