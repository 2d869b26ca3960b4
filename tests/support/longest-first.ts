import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take several seconds, the longest first. One that began last would run alone at the end of its turn. A
 * name that is missing here costs time and nothing else.
 */
const LONGEST = [
  "server/replays",
  "server/replay-options",
  "server/real-sockets",
  "browser/rounds",
  "storage/postgres",
  "browser/parties",
  "simulate/simulate",
  "netcode/transports",
  "browser/audio",
  "browser/touch",
  "simulate/regressions",
  "cluster/rooms",
  "browser/settings",
  "browser/accessibility",
  "server/built-program",
  "browser/own-room",
  "browser/watching",
  "browser/page-failure",
  "browser/optional-parts",
  "browser/scoreboard",
  "browser/lobby",
  "server/statistics",
  "server/process",
  "browser/share-link",
  "browser/play",
  "browser/gamepad",
  "simulation/state-sync",
  "browser/killcam",
  "server/tls",
  "browser/server-restart",
  "storage/keeper",
  "bot-client/swarm",
  "browser/tag",
  "server/stall",
  "simulation/replays",
  "cluster/watch",
  "browser/practice",
  "cluster/settings",
  "browser/hud-layout",
  "browser/chat",
  "browser/rebinding",
  "security/admin",
  "netcode/replays.mocked",
  "cluster/builds",
  "cluster/lobby",
  "simulation/skill-steps",
  "browser/keys",
  "server/host-bots",
  "browser/menu-layout",
  "server/drain",
  "browser/first-paint",
  "browser/room-failure",
  "storage/backup",
  "simulation/objectives",
  "rooms/sides.mocked",
  "cluster/late-redis",
  "netcode/rail",
  "rooms/swarm",
  "rooms/http-harm",
  "netcode/same-seed",
  "netcode/reconnect",
  "simulation/spectator-delay",
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
