import { TestPlayer } from "../../support/player.ts";
import type { Actor } from "./actor.ts";
import { enter } from "./enter.ts";
import { Script } from "./script.ts";

const LOOK_MS = 1000;

/** Drives about alone in a room of its own, so that nothing interferes with its prediction. */
export const driver: Actor = async (stage) => {
  const { endpoint, random, plan } = stage;
  while (!stage.isOver) {
    const seat = await enter(stage, {
      join: async (roomId) => ({ player: await TestPlayer.join(endpoint, plan.part, { roomId }), roomId }),
      create: async (create) => {
        const player = await TestPlayer.join(endpoint, plan.part, { create });
        return { player, roomId: player.game.roomId };
      },
    });
    if (!seat) return;
    const { player } = seat;
    const script = new Script(random);
    player.play = (frame) => script.decide(frame);
    stage.drives(player.game);
    while (!stage.isOver && player.game.status().state !== "closed") await stage.wait(LOOK_MS);
    await player.leave();
  }
};
