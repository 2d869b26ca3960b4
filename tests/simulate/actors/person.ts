import type { Game } from "@fray/game-client/internal/connection/game-connection";
import { CHAT_SCOPES } from "@fray/shared-state/protocol/messages";

import { TestPlayer } from "../../support/player.ts";
import type { Actor, Stage } from "./actor.ts";
import { enter } from "./enter.ts";
import { Script } from "./script.ts";

const THINK_MS = 500;
const REST_MS = 2000;
/** Chances in each moment of thought. */
const CHANCE = { chat: 0.02, emote: 0.02, role: 0.01, order: 0.02, leave: 0.005, watch: 0.1 };
/** The same for somebody who was just hurt and is a bad loser. */
const CHANCE_HURT = { role: 0.15, leave: 0.1 };
const BAD_LOSERS = 0.4;

/** Plays as people do: with the game's own client, in and out of the fight, and with its commands where it owns a room. */
export const person: Actor = (stage) => live(stage, false);

/** Watches as people do, and at times wants to fight. */
export const spectator: Actor = (stage) => live(stage, true);

async function live(stage: Stage, spectate: boolean): Promise<void> {
  const { endpoint, place, random, plan } = stage;
  const name = `P ${plan.part}`;
  const isBadLoser = random() < BAD_LOSERS;
  while (!stage.isOver) {
    const seat = await enter(stage, {
      join: async (roomId, password) => ({
        player: await TestPlayer.join(endpoint, name, { roomId, password, spectate }),
        roomId,
      }),
      ...(!spectate && {
        create: async (create) => {
          const player = await TestPlayer.join(endpoint, name, { create });
          return { player, roomId: player.game.roomId };
        },
      }),
    });
    if (!seat) return;
    const { player } = seat;
    const script = new Script(random);
    player.play = (frame) => script.decide(frame);
    const { game } = player;
    let health = 0;
    while (!stage.isOver && game.status().state !== "closed") {
      const before = health;
      health = player.frame?.self?.health ?? 0;
      const chance = isBadLoser && health < before ? { ...CHANCE, ...CHANCE_HURT } : CHANCE;
      if (random() < chance.leave) break;
      act(stage, game, chance);
      await stage.wait(THINK_MS);
    }
    const status = game.status();
    if (status.state === "closed") stage.wasRefused(`the person lost the place: ${status.message}`);
    if (status.state === "closed" && status.movedTo !== undefined) place.roomId = status.movedTo;
    await player.leave();
    // Like the page, people go on at once when their game was ended.
    if (status.state !== "closed") await stage.wait(REST_MS);
  }
}

function act({ random }: Stage, game: Game, chances: typeof CHANCE): void {
  const chance = (what: keyof typeof CHANCE): boolean => random() < chances[what];
  const pick = (count: number): number => Math.floor(random() * count);
  game.takeTalk();
  if (chance("chat")) game.say(CHAT_SCOPES[pick(2)] ?? "all", `Well played ${pick(1000)}`);
  if (chance("emote")) game.emote(pick(8));
  if (chance("role")) game.setSpectating(random() < 0.5);
  if (chance("watch")) {
    if (random() < 0.7) game.watchNext(1);
    else game.watchFreely();
  }
  if (!game.room().own || !chance("order")) return;
  const others = game.standings();
  const id = others[pick(others.length)]?.id ?? 1;
  switch (pick(6)) {
    case 0:
      return game.order("kick", { id });
    case 1:
      return game.order("play", { turn: pick(4) });
    case 2:
      return game.order("restart", {});
    case 3:
      return game.order("pass", { id });
    case 4:
      return game.order("lock", { locked: random() < 0.1 });
    default:
      return game.order("bots", { count: pick(8) });
  }
}
