import { LobbyGuest } from "../../support/lobby-guest.ts";
import type { Actor } from "./actor.ts";

const CHAT_MS = 5000;
const STAY_MS = 30_000;

/** Somebody in the lobby, who talks and asks for friends. */
export const lobby: Actor = async (stage) => {
  const { endpoint, plan, random, secrets, tokens } = stage;
  const codes = new Set<string>();
  while (!stage.isOver) {
    stage.joins();
    try {
      // Friends give away their codes themselves.
      for (const token of tokens) {
        const friend = await LobbyGuest.join(endpoint, { token });
        codes.add(friend.friendCode);
        await friend.leave();
      }
      tokens.clear();
      const guest = await LobbyGuest.join(endpoint, { name: `L ${plan.part}` });
      secrets.add(guest.token);
      const until = performance.now() + random() * STAY_MS;
      while (!stage.isOver && performance.now() < until && guest.room.connection.isOpen) {
        guest.say("chat", { text: "Anybody for a round?" });
        guest.say("friends", { codes: [guest.friendCode, ...codes] });
        await stage.wait(CHAT_MS);
      }
      await guest.leave();
    } catch (error) {
      stage.wasRefused(error);
    }
    await stage.wait(CHAT_MS);
  }
};
