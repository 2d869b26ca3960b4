import { directionTo } from "../brain/geometry.ts";
import { navigationOf } from "../navigation/navigation-of.ts";
import type { Place } from "../navigation/navigation.ts";
import type { View } from "../view/view.ts";
import type { Action } from "./action.ts";

/** Within this distance, in u, a body has arrived. */
const THERE_U = 0.1;

/**
 * Returns the next place to walk to on the way to a place, round walls and through teleporters. It can be reached in
 * a straight line. Undefined when no way leads there, and without a body.
 */
export function waypointTo({ arena, self }: View, goal: Place): Place | undefined {
  return self && navigationOf(arena).waypoint(self, goal);
}

/**
 * Returns the part of an action that walks to a place by the shortest way. The body stands still when no way leads
 * there, and after arrival.
 */
export function walkTo(view: View, goal: Place): Required<Pick<Action, "moveX" | "moveY">> {
  const waypoint = waypointTo(view, goal);
  if (!view.self || !waypoint || isThere(view.self, waypoint)) return { moveX: 0, moveY: 0 };
  const { x, y } = directionTo(view.self, waypoint);
  return { moveX: x, moveY: y };
}

/** Returns the walking distance to a place, in u; Infinity when no way leads there, and without a body. */
export function walkingDistance({ arena, self }: View, goal: Place): number {
  return self ? navigationOf(arena).distance(self.x, self.y, goal) : Infinity;
}

const isThere = (self: Place, { x, y }: Place): boolean =>
  Math.abs(self.x - x) < THERE_U && Math.abs(self.y - y) < THERE_U;
