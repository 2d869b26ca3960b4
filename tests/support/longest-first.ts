import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take more than five seconds, the longest first. One that began last would run alone at the end of its turn. A
 * name that is missing here costs time and nothing else.
 */
const LONGEST = [
  "simulate/two-nodes",
  "simulate/regressions",
  "simulate/simulate",
  "server/real-sockets",
  "simulation/state-sync",
  "server/stall",
  "storage/keeper",
  "cluster/rooms",
  "server/tls",
  "server/statistics",
  "server/process",
  "bot-client/swarm",
  "simulation/objectives",
  "rooms/swarm",
  "netcode/rail",
  "storage/postgres",
  "browser/touch",
  "browser/builds",
  "browser/rounds",
  "browser/hud-layout",
  "browser/tag",
  "browser/audio",
  "browser/watching",
  "browser/scoreboard",
  "browser/window-size",
  "browser/page-failure",
  "browser/lobby",
  "browser/server-restart",
].map((name) => `/tests/${name}.test.ts`);

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(name));
  return place === -1 ? LONGEST.length : place;
};

/**
 * Orders the files of a turn: the longest first, then all others by their path. Files of groups that wait and files of groups
 * that compute come mixed, so that no core is idle. The order does not depend on earlier runs.
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
