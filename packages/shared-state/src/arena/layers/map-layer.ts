import type { MapObject } from "../tiled.ts";

/**
 * A layer of a map with a meaning. Each has its own file in this folder, and a line in `index.ts`: the map reader and
 * the documents read nothing else. The fields that bots read are in `exec/layers.ts` of `bot-client`.
 */
export interface MapLayer<Name extends string, Item> {
  readonly name: Name;
  /** A map without it can't be played. */
  readonly isRequired?: boolean;
  /** Bodies have to be able to come to what is drawn in it: each item is a place, in the order of the objects. */
  readonly isVisited: boolean;
  /** Makes of the objects what the rules know. Throws a `MapError` for an object that can't be read. */
  parse(objects: readonly MapObject[]): readonly Item[];
  /** Throws a `MapError` that begins with `where` when the items do not go together. */
  check?(items: readonly Item[], where: string): void;
  /** The row of the table in docs/maps.md: the objects that are drawn, and the layer's effect. */
  readonly describe: { readonly objects: string; readonly does: string };
}
