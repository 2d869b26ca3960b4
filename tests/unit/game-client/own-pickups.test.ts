import type { ClientEvent } from "@fray/game-client/internal/connection/frame";
import { OwnPickups } from "@fray/game-client/internal/connection/own-pickups";
import { pickupCode } from "@fray/shared-state/rules";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { Pickup } from "@fray/shared-state/schema/pickup";
import { Player } from "@fray/shared-state/schema/player";
import { expect, test } from "vitest";

const ROCKET = { x: 5, y: 5 };

/** A rocket pad and the own body; each step is a patch. Returns the client events of the last patch. */
function ground(player: Partial<Player> = ROCKET) {
  const state = new ArenaState();
  const pad = Object.assign(new Pickup(), { ...ROCKET, kind: pickupCode("rocket"), available: true });
  state.pickups.push(pad);
  const clientEvents: ClientEvent[] = [];
  const channel = { clear: () => {}, has: () => false };
  const own = Object.assign(new Player(), { id: 1, alive: true, ...player });
  const pickups = new OwnPickups({ defineEvent: () => channel } as never, {
    state,
    selfId: 1,
    clientEvents,
    player: () => own,
  });
  const patch = (available: boolean, isFresh = false): readonly ClientEvent[] => {
    clientEvents.length = 0;
    pad.available = available;
    pickups.receive(isFresh);
    return [...clientEvents];
  };
  return { patch, pickups };
}

test("a pickup that was taken and is available again has returned", () => {
  const { patch } = ground();
  expect(patch(false)).toEqual([]);
  expect(patch(false)).toEqual([]);
  expect(patch(true)).toEqual([{ type: "return", at: ROCKET, kind: "rocket" }]);
});

test("the pickups of a new round have not returned", () => {
  const { patch } = ground();
  patch(false);
  expect(patch(true, true)).toEqual([]);
});

test("a pickup that disappears under the own body is a gift once; elsewhere it is none", () => {
  const here = ground();
  here.patch(false);
  expect([here.pickups.takeGift(), here.pickups.takeGift()]).toEqual([true, false]);
  const elsewhere = ground({ x: 9, y: 5 });
  elsewhere.patch(false);
  expect(elsewhere.pickups.takeGift()).toBe(false);
});
