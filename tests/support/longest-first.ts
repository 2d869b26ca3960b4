import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take more than five seconds, the longest first. One that began last would run alone at the end of its turn. A
 * name that is missing here costs time and nothing else.
 */
const LONGEST = [
  "simulation/state-sync",
  "simulation/objectives",
  "rooms/swarm",
  "netcode/rail",
  "simulate/regressions",
  "simulate/two-nodes",
  "server/real-sockets",
  "server/replays",
  "storage/postgres",
  "storage/keeper",
  "cluster/rooms",
  "server/process",
  "simulate/simulate",
  "bot-client/swarm",
  "server/tls",
  "server/statistics",
  "server/built-program",
  "server/stall",
  "browser/replay-viewer",
  "browser/hud-layout",
  "browser/touch",
  "browser/rounds",
  "browser/watch-links",
  "browser/practice",
  "browser/hud-see-through",
  "browser/tag",
  "browser/window-size",
  "browser/page-failure",
  "browser/builds",
  "browser/menu-layout",
  "browser/scoreboard",
  "browser/lobby",
  "browser/audio",
  "browser/watching",
  "browser/server-restart",
].map((name) => `/tests/${name}.test.ts`);

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(name));
  return place === -1 ? LONGEST.length : place;
};

/**
 * Orders the files of a turn: the longest first, then all others by their path. Files that wait and files that
 * compute come mixed, so that no core is idle. The order does not depend on earlier runs.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted(
      (a, b) => turnOf(a) - turnOf(b) || placeOf(a) - placeOf(b) || mixed(a).localeCompare(mixed(b)),
    );
  }
}

const turnOf = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;

/** A text by which files of all folders alternate: the name of a file without its folder. */
const mixed = ({ moduleId }: TestSpecification): string => moduleId.slice(moduleId.lastIndexOf("/") + 1);
