import { loadConfig } from "@fray/server/internal/config/load-config";
import { HELP } from "@fray/server/internal/config/sources";
import { planRounds } from "@fray/server/internal/match/rotation";
import { expect, test } from "vitest";

// `tests/server/process.test.ts` shows that such an error ends a real start with this one line.
test.for([
  [["--port", "http"], '--port: "http" is invalid'],
  [["--port", "70000"], '--port: "70000" is invalid'],
  [["--map", "atlantis"], 'map "atlantis": there is no maps/atlantis.tmj'],
  [["--map", "../package"], 'map "../package": a name has only letters'],
  [["--map", "duel,atlantis"], 'map "atlantis": there is no maps/atlantis.tmj'],
  [["--map", ","], '--map: "," is invalid'],
  [["--mode", "ffa,koth"], '--mode: "ffa,koth" is invalid'],
  [["--map", "duel", "--mode", "hill"], 'map "duel" can\'t be played as hill, which takes a hill'],
  [["--round-seconds", "0"], '--round-seconds: "0" is invalid'],
  [["--warmup-seconds", "-1"], '--warmup-seconds: "-1" is invalid'],
  [["--score-limit", "many"], '--score-limit: "many" is invalid'],
  [["--tick-rate", "1000"], "--tick-rate"],
  [["--frobnicate"], "Unknown option '--frobnicate'"],
] as const)("a mistake in the host's settings has one clear line: %o", ([args, message]) => {
  const plan = () => {
    const config = loadConfig([...args], {});
    if (config !== HELP) planRounds(config.map, config.mode);
  };
  expect(plan).toThrow(message);
  expect(plan).toThrow(/^[^\n]+$/);
});
