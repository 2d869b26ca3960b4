import type { LayerName, MapItems } from "@fray/shared-state/arena/layers/index";
import { tableOf } from "@fray/shared-state/by-name";
import { z } from "zod";

import { Place, Rectangle, Team, u } from "../view/shapes.ts";

/** The layers in the first line that a bot receives. Pickups come with every observation instead. */
type Told = Exclude<LayerName, "pickups">;

/** The shapes of the map layers in the first line that a bot receives. */
export const LAYER_SHAPES = {
  walls: z.array(Rectangle).describe("stop bodies, shots and sight"),
  covers: z.array(Rectangle).describe("stop bodies, and neither shots nor sight"),
  bushes: z.array(Rectangle).describe("who is in one is hidden from enemies farther off than rules.bushSight"),
  teleporters: z.array(Place.extend({ toX: u("where it leads"), toY: u("where it leads") })),
  spawns: z.array(Place.extend({ team: Team })),
  flags: z.array(Place.extend({ team: Team })).describe("where the flags stand"),
  hills: z.array(Place.extend({ radius: u("size") })).describe("where the hill may be"),
} as const satisfies { readonly [Name in Told]: z.ZodType<MapItems[Name][number][]> };

const NAMES = Object.keys(LAYER_SHAPES) as Told[];

type Layers = { [Name in Told]: z.infer<(typeof LAYER_SHAPES)[Name]> };

/** The layers of a map that a bot receives when it starts. */
export const layersOfHello = (layers: MapItems): Layers => tableOf(NAMES, (name) => [...layers[name]]) as Layers;
