import type { MapObject } from "../tiled-object.ts";

/**
 * A layer of a map with a meaning. Each has its own file in this folder, and a line in `index.ts`: the map reader and
 * the documents read nothing else. The fields that bots read are in `exec/layers.ts` of `bot-client`.
 */
export interface MapLayer<Name extends string, Item> {
  readonly name: Name;
  /** Whether a map without this layer is refused. */
  readonly isRequired?: boolean;
  /**
   * Whether bodies must be able to reach the objects of the layer. Each item is a place, in the order of the objects.
   */
  readonly isVisited: boolean;
  /** Names of the custom properties that are read. */
  readonly properties?: readonly string[];
  /** Converts the objects to items. Throws a `MapError` for an object that can't be read. */
  parse(objects: readonly MapObject[]): readonly Item[];
  /** Throws a `MapError` that begins with `where` when the items do not fit together. */
  check?(items: readonly Item[], where: string): void;
  /** The row of the table in docs/maps.md: the objects that are drawn, and the layer's effect. */
  readonly describe: { readonly objects: string; readonly does: string };
}
