import type { Arena } from "@fray/shared-state/arena/arena";

import { Navigation } from "./navigation.ts";

const navigations = new WeakMap<Arena, Navigation>();

/** How to walk in an arena: worked out once, and shared by everybody in this process who asks. */
export function navigationOf(arena: Arena): Navigation {
  const known = navigations.get(arena) ?? new Navigation(arena);
  navigations.set(arena, known);
  return known;
}
