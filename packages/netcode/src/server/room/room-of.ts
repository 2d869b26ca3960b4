import type { Room } from "@colyseus/core";

/**
 * Returns the class of one server's rooms, for `defineRoom`. The framework constructs rooms without arguments, and this
 * class passes `services` to the constructor of `room`.
 */
export function roomOf<Services, Served extends Room>(
  room: new (services: Services) => Served,
  services: Services,
): new () => Served {
  // TypeScript allows no class that extends a type parameter.
  const base = room as new (services: Services) => Room;
  const served: new () => Room = class extends base {
    constructor() {
      super(services);
    }
  };
  return served as new () => Served;
}
