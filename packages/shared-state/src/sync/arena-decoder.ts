import { RecordDecoder } from "@fray/netcode/core";

import type { EventsMessage } from "../protocol/events.ts";
import { createCrowdState, type ArenaState } from "../schema/arena-state.ts";
import type { BodyFieldName } from "../schema/body-fields.ts";
import { Player } from "../schema/player.ts";
import { BODY_LAYOUT, EVENT_RECORDS } from "./arena-records.ts";

/** Decodes the state of a room from snapshot records. It has the methods that the SDK expects of a decoder. */
export class ArenaDecoder extends RecordDecoder<ArenaState, BodyFieldName, Player, EventsMessage> {
  constructor() {
    const state = createCrowdState();
    super({
      layout: BODY_LAYOUT,
      common: state,
      bodies: state.players,
      members: () => state.roster,
      createBody,
      readEvents: (reader) => EVENT_RECORDS.read(reader),
    });
  }
}

/**
 * Creates a body. The fields that only its owner receives stay undefined in it, as in a body that the SDK has
 * decoded.
 */
function createBody(id: number): Player {
  // The builder's type lacks the members that every schema class has.
  const player = (Player as unknown as { initializeForDecoder(): Player }).initializeForDecoder();
  player.id = id;
  return player;
}
