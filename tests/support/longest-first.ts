import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take more than five seconds, the longest first. One that began last would run alone at the end of its turn. A
 * name that is missing here costs time and nothing else.
 */
const LONGEST = [
  "simulation/state-sync",
  "simulation/replays",
  "simulation/skill-steps",
  "simulation/objectives",
  "rooms/swarm",
  "netcode/transports",
  "netcode/rail",
  "netcode/same-seed",
  "simulate/regressions",
  "browser/hud-layout",
  "browser/profile",
  "storage/postgres",
  "browser/touch",
  "simulate/simulate",
  "browser/tag",
  "browser/rounds",
  "server/real-sockets",
  "browser/window-size",
  "server/replays",
  "browser/watch-links",
  "server/replay-options",
  "browser/killcam",
  "browser/practice",
  "storage/keeper",
  "browser/page-failure",
  "browser/menu-layout",
  "browser/audio",
  "browser/parties",
  "bot-client/swarm",
  "server/process",
  "cluster/rooms",
  "browser/http",
  "browser/gamepad",
  "browser/scoreboard",
  "browser/accessibility",
  "browser/lobby",
  "server/tls",
  "server/statistics",
  "server/built-program",
  "browser/server-restart",
  "browser/watching",
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
