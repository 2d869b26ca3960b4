import type { Invariant } from "./invariant.ts";

/** Nobody in the lobby learns the id of a private room. */
export const privateStaysPrivate: Invariant = {
  name: "private-stays-private",
  watch({ rooms }, fail) {
    return {
      lobby: ({ host, roomIds }) => {
        for (const { roomId, state } of rooms())
          if (state.room.private && roomIds.includes(roomId)) fail(`${host} knows the private room ${roomId}`);
      },
    };
  },
};
