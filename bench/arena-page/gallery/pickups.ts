import { PICKUP_KINDS } from "@fray/shared-state/rules";

import { makeFrame, makeSelf } from "../made-up.ts";
import type { Script } from "../synthetic-game.ts";

/** Every kind of pickup: the upper row shows available pickups, the lower row shows taken pickups. */
export const pickups: Script = () =>
  makeFrame({
    self: makeSelf({ id: 1, x: 16, y: 9 }),
    pickups: [true, false].flatMap((available) =>
      PICKUP_KINDS.map((kind, index) => ({ kind, available, x: 6 + index * 3.3, y: available ? 8 : 11.8 })),
    ),
  });
