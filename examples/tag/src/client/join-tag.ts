import type { Room } from "@colyseus/sdk";
import { joinRecords, TransportClient } from "@fray/netcode/client";
import { RecordDecoder } from "@fray/netcode/core";

import { type Body, BODY_LAYOUT, createBody } from "../rules/body.ts";
import { createState, RECORDS_ID, ROOM, type TagState } from "../rules/state.ts";

/** Joins any room of tag, for a person's page or for a bot. */
export function joinTag(endpoint: string, name: string): Promise<Room<unknown, TagState>> {
  const state = createState();
  const decoder = new RecordDecoder<TagState, keyof Body, Body, never>({
    layout: BODY_LAYOUT,
    common: state,
    bodies: state.bodies,
    members: () => state.members,
    createBody,
  });
  return joinRecords((type) => new TransportClient(endpoint).joinOrCreate(ROOM, { name }, type), RECORDS_ID, decoder);
}
