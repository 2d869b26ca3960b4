import { startArena } from "@fray/game-client/internal/scenes/start-arena";
import { settings, type Settings } from "@fray/game-client/internal/settings/settings";
import { systemRuntime } from "@fray/netcode/core";
import "@fontsource-variable/exo-2/wght.css";

import "../../packages/game-client/src/hud/base.css";
import type { ArenaPage } from "./arena-page.ts";
import { SCRIPTS } from "./scripts.ts";
import { SyntheticGame } from "./synthetic-game.ts";

const query = new URLSearchParams(location.search);
const stage = document.getElementById("stage");
if (!stage) throw new Error("the page lacks #stage");
const script = SCRIPTS[query.get("script") ?? "crowd"];
if (!script) throw new Error(`no such script; there are ${Object.keys(SCRIPTS).join(", ")}`);
const game = new SyntheticGame(script());
settings.reset();
settings.set(JSON.parse(query.get("settings") ?? "{}") as Partial<Settings>);
const { frameTimes, workTimes } = await startArena(systemRuntime, stage, game, () => {});
const arenaPage: ArenaPage = {
  frames: () => workTimes.count,
  times: (share) => ({ frame: frameTimes.percentile(share), work: workTimes.percentile(share) }),
  forget: () => {
    frameTimes.clear();
    workTimes.clear();
  },
  changeMap: () => game.changeMap(),
  set: (changes) => settings.set(changes),
};
window.arenaPage = arenaPage;
