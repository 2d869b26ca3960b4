import { hashOfFiles } from "@fray/netcode/build";
import type { Arena } from "@fray/shared-state/arena/arena";
import { BUILD_ID_LENGTH, SHARED_SOURCES } from "@fray/shared-state/protocol/build-id";
import { DEFAULT_RULES } from "@fray/shared-state/simulation/world-rules";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

import { OptionError } from "../command-line.ts";
import { LadderRecording } from "./ladder-recording.ts";
import type { ClimbOptions } from "./ladder.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const RULES = fileURLToPath(new URL("../../../shared-state/dist/rules/", import.meta.url));
const Marker = z.object({ hash: z.string() });

interface Kept {
  readonly folder: string;
  /** Length of a round, in s. */
  readonly seconds: number;
  readonly tickRate: number;
  /** In ms since 1970. */
  readonly startedAt: number;
  /** Returns the text of a map's file. */
  readonly textOf: (map: string) => string;
}

/**
 * Records the rounds of a ladder into a folder, a file for each. Throws an `OptionError` when the folder can't be made, or
 * when the rules that a replay names are not built.
 */
export function keepReplays({
  folder,
  seconds,
  tickRate,
  startedAt,
  textOf,
}: Kept): Required<Pick<ClimbOptions, "record" | "keep">> {
  const build = hashOfFiles(ROOT, SHARED_SOURCES).slice(0, BUILD_ID_LENGTH);
  const rules = rulesOf(build);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new OptionError(
      `--replays: ${folder} can't be made: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const names = new Map<number, string>();
  return {
    record: ({ round, arena, seed, names: entrants }) => {
      names.set(round, arena.name);
      return new LadderRecording(
        {
          id: idOf(arena, seed, round),
          rules,
          build,
          map: arena.name,
          mode: "ffa",
          tickRate,
          settings: { warmupSeconds: 0, roundSeconds: seconds, scoreLimit: 0 },
          worldRules: DEFAULT_RULES,
          startedAt,
          isPublic: true,
          serverKey: "",
        },
        textOf(arena.name),
        entrants,
      );
    },
    keep: (round, recording) => {
      const path = join(folder, `round-${String(round).padStart(4, "0")}-${names.get(round) ?? ""}.fray`);
      writeFileSync(path, recording.finish());
      return path;
    },
  };
}

/** The same round has the same id, so that a ladder that is played again writes the same files. */
const idOf = ({ name }: Arena, seed: number, round: number): string =>
  createHash("sha256").update(`${name} ${seed} ${round}`).digest("hex").slice(0, 32);

function rulesOf(build: string): string {
  try {
    return Marker.parse(JSON.parse(readFileSync(join(RULES, `${build}.json`), "utf8"))).hash;
  } catch {
    throw new OptionError("--replays: the rules are not built: run npm run build:client first");
  }
}
