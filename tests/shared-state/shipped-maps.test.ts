import { mapNames } from "@fray/server/maps";
import { fits, MODES } from "@fray/shared-state/match/modes";
import { expect, test } from "vitest";

import { loadMap } from "../support/maps.ts";

/** The modes each map of the repository is made for. */
const FITS: Readonly<Record<string, readonly string[]>> = {
  duel: ["ffa", "tdm"],
  foundry: ["ffa", "tdm"],
};

test.for(mapNames())(
  "maps/%s.tmj is legal, all of it can be walked to, and it fits the modes it is made for",
  (name) => {
    const arena = loadMap(name);
    expect(MODES.filter((mode) => fits(arena, mode))).toEqual(FITS[name]);
  },
);
