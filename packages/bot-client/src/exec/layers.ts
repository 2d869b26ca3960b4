import { MAP_LAYERS, type LayerOf, type MapItems } from "@fray/shared-state/arena/layers/index";
import type { z } from "zod";

type Told = Extract<(typeof MAP_LAYERS)[number], { readonly hello: object }>;
type ToldName = Told["name"];

const TOLD = MAP_LAYERS.filter((layer): layer is Told => "hello" in layer);

/** What the first line says of each layer, as a schema. */
export const LAYER_SHAPES = Object.fromEntries(TOLD.map(({ name, hello }) => [name, hello])) as {
  readonly [Name in ToldName]: LayerOf<Name>["hello"];
};

/** The layers of a map that a bot is told of when it starts. */
export const layersOfHello = (layers: MapItems): { [Name in ToldName]: z.infer<LayerOf<Name>["hello"]> } =>
  Object.fromEntries(TOLD.map(({ name }) => [name, [...layers[name]]])) as {
    [Name in ToldName]: z.infer<LayerOf<Name>["hello"]>;
  };
