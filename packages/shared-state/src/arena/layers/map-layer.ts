import { z } from "zod";

import type { MapObject } from "../tiled.ts";

/**
 * A layer of a map that means something. Each has a file of its own in this folder, and a line in `index.ts`: the map reader,
 * the documents and what bots are told read nothing else.
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
  /** The row of the table in docs/maps.md: what is drawn, and what it does. */
  readonly describe: { readonly objects: string; readonly does: string };
  /** What bots are told of it when they start; nothing where it is left out. */
  readonly hello?: z.ZodType<readonly Item[]>;
}

/** A length in u as bots read it. */
export const u = (what: string) => z.number().describe(`${what}, in u`);
export const TeamNumber = z.int().min(0).max(2).describe("0 in a free-for-all, else 1 or 2");
export const PlaceOfBots = z.object({ x: u("to the right"), y: u("down") });
export const RectangleOfBots = z.object({ left: u("edge"), top: u("edge"), right: u("edge"), bottom: u("edge") });
