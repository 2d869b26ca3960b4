import type { Arena } from "@fray/shared-state/arena/arena";

import type { ObjectiveEvent } from "../connection/objectives/views.ts";
import type { ViewContext } from "../drawing/view-context.ts";
import type { Drawing } from "./drawing.ts";
import { Flags } from "./flags/flag-sprites.ts";
import { HillZone } from "./hill/hill-zone.ts";

/** Creates the drawings of all objectives. An objective that is not in play draws nothing. */
export const createDrawings = (context: ViewContext, arena: Arena): readonly Drawing[] =>
  Object.values({
    hill: new HillZone(context),
    flag: new Flags(context, arena),
  } satisfies Readonly<Record<ObjectiveEvent["type"], Drawing>>);
