import { bushes } from "./bushes.ts";
import { covers } from "./covers.ts";
import { flags } from "./flags.ts";
import { hills } from "./hills.ts";
import { pickups } from "./pickups.ts";
import { spawns } from "./spawns.ts";
import { teleporters } from "./teleporters.ts";
import { walls } from "./walls.ts";

/** The layers with a meaning. Other layers are the mapper's notes or decoration. */
export const MAP_LAYERS = [walls, covers, bushes, teleporters, spawns, pickups, flags, hills] as const;

type Layer = (typeof MAP_LAYERS)[number];
export type LayerName = Layer["name"];
/** The objects on a map, by layer. */
export type MapItems = { readonly [One in Layer as One["name"]]: readonly ReturnType<One["parse"]>[number][] };
export type RequiredLayer = Extract<Layer, { readonly isRequired: true }>["name"];
/** A layer by its name. */
export type LayerOf<Name extends LayerName> = Extract<Layer, { readonly name: Name }>;

export const LAYER_NAMES: readonly LayerName[] = MAP_LAYERS.map(({ name }) => name);
