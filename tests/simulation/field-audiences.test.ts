import { BODY_FIELDS, type BodyFieldName } from "@fray/shared-state/schema/body-fields";
import type { Player } from "@fray/shared-state/schema/player";
import { describe, expect, test } from "vitest";

import { namesSentTo, otherValueOf } from "../support/declared-fields.ts";
import { loadMap } from "../support/maps.ts";
import { KINDS, SyncRoom, type Kind } from "../support/sync-room.ts";

/** A room in which two sessions see each other's bodies. Its world stands still, so that nothing but the test changes them. */
function roomOfTwo(kind: Kind) {
  const room = new SyncRoom(kind, loadMap("foundry"));
  const [owner, other] = [room.join("owner"), room.join("other")];
  room.tick();
  const [body, neighbour] = [owner, other].map(({ sessionId }) => room.state.players.get(sessionId));
  if (!body || !neighbour) throw new Error("somebody has no body");
  Object.assign(neighbour, { x: body.x, y: body.y });
  lookAround(room);
  return { room, body, owner, other };
}

/** Long enough for everybody's view to be updated. */
function lookAround(room: SyncRoom): void {
  for (let turn = 0; turn < 4; turn++) {
    room.world.tick++;
    room.interest.refresh(room.world);
  }
  room.patch();
}

const held = (line: { readonly seen: { readonly players: Map<string, Player> } }, name: BodyFieldName): unknown =>
  line.seen.players.get("owner")?.[name];

describe.each(Object.keys(KINDS) as Kind[])("in a room that sends %s", (kind) => {
  const { room, body, owner, other } = roomOfTwo(kind);

  test.for(namesSentTo("seen"))("%s reaches the body's owner and every session that sees the body", (name) => {
    change(name);
    expect([held(owner, name), held(other, name)]).toEqual([body[name], body[name]]);
  });

  test.for(namesSentTo("owner"))("%s reaches the body's owner and nobody else", (name) => {
    change(name);
    expect([held(owner, name), held(other, name)]).toEqual([body[name], undefined]);
  });

  test.for(namesSentTo("server"))("%s reaches nobody", (name) => {
    const before = [held(owner, name), held(other, name)];
    change(name);
    expect([held(owner, name), held(other, name)]).toEqual(before);
  });

  test("all of it, and nothing else, reaches a session that sees the body later", () => {
    const late = room.join("late", { spectate: true });
    room.interest.follow("late", body.id);
    lookAround(room);
    for (const name of namesSentTo("identity", "seen")) expect([name, held(late, name)]).toEqual([name, body[name]]);
    for (const name of namesSentTo("owner")) expect([name, held(late, name)]).toEqual([name, undefined]);
  });

  /** Gives the owner's body another value of a field, and sends a patch. */
  function change(name: BodyFieldName): void {
    const before = body[name];
    Object.assign(body, { [name]: otherValueOf(BODY_FIELDS[name].type, before) });
    room.patch();
    expect(body[name]).not.toBe(before);
  }
});
