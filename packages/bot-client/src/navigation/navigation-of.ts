import type { Arena } from "@fray/shared-state/arena/arena";

import { Navigation } from "./navigation.ts";

const navigations = new WeakMap<Arena, Navigation>();

/** Returns the navigation of an arena. It is computed once, and shared in this process. */
export function navigationOf(arena: Arena): Navigation {
  const known = navigations.get(arena) ?? new Navigation(arena);
  navigations.set(arena, known);
  return known;
}
