import type { Runtime } from "@fray/netcode/core";

import type { Game } from "../connection/game-connection.ts";
import { ClipShow } from "./clip-show.ts";
import { ClipStage } from "./clip-stage.ts";

/** Shows the clips that a game offers. `parent` is where they write over the picture. */
export const openClips = (runtime: Runtime, game: Game, parent: HTMLElement): ClipStage =>
  new ClipStage(runtime, game, parent, (shown) => new ClipShow(shown));
