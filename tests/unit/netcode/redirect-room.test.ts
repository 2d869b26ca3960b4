import { CloseCode } from "@colyseus/sdk";
import { followRoom, redirectLostRoom } from "@fray/netcode/client";
import { expect, test } from "vitest";

import { pointedRoom } from "../../support/pointed-room.ts";

const DESTINATION = { roomId: "new", processId: "other", address: "other.test:2567" };
const REFUSED = CloseCode.FAILED_TO_RECONNECT;

test("a client that has been redirected goes on when the old server refuses its return after that", async () => {
  const { room, ends, close } = pointedRoom("old");
  followRoom(room, { codes: [REFUSED], where: async () => undefined });
  redirectLostRoom(room, DESTINATION);
  close(REFUSED);
  expect(ends).toEqual([CloseCode.MAY_TRY_RECONNECT]);
  expect(room.reconnectionToken).toBe("new:token");
});

test("the refusal of the server that it was led to ends the session", async () => {
  const { room, ends, close } = pointedRoom("old");
  followRoom(room, { codes: [REFUSED], where: async () => undefined });
  redirectLostRoom(room, DESTINATION);
  close(REFUSED);
  close(REFUSED);
  await expect.poll(() => ends).toEqual([CloseCode.MAY_TRY_RECONNECT, REFUSED]);
});
