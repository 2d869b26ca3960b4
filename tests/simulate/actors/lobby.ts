import { LobbyGuest } from "../../support/lobby-guest.ts";
import type { Actor } from "./actor.ts";

const CHAT_MS = 5000;
const STAY_MS = 30_000;

/** Somebody in the lobby, who talks and asks for friends. */
export const lobby: Actor = async (stage) => {
  const { endpoint, plan, random, secrets } = stage;
  while (!stage.isOver) {
    stage.joins();
    try {
      const guest = await LobbyGuest.join(endpoint, { name: `L ${plan.part}` });
      secrets.add(guest.token);
      const until = performance.now() + random() * STAY_MS;
      while (!stage.isOver && performance.now() < until && guest.room.connection.isOpen) {
        guest.say("chat", { text: "Anybody for a round?" });
        guest.say("friends", { codes: [guest.friendCode] });
        await stage.wait(CHAT_MS);
      }
      await guest.leave();
    } catch (error) {
      stage.wasRefused(error);
    }
    await stage.wait(CHAT_MS);
  }
};
