import { loadMap } from "@fray/server/internal/maps";
import type { Arena } from "@fray/shared-state/arena/arena";
import { afterAll } from "vitest";

/**
 * Rooms of a map play on another ground until the end of the test file: the next file has the same modules. Call it outside
 * of tests and hooks.
 */
export function playOn(map: string, arena: Arena): void {
  const loaded = loadMap(map);
  const { arena: before } = loaded;
  Object.assign(loaded, { arena });
  afterAll(() => void Object.assign(loaded, { arena: before }));
}
