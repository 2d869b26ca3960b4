import type { Pacer } from "@fray/netcode/client";

import { joinTag } from "../client/join-tag.ts";
import { TagInput, TICK_RATE } from "../rules/state.ts";
import { decide } from "./decide.ts";

const NAMES = ["Ada", "Blaise", "Carl", "Dorothy", "Emmy", "Felix", "Grace", "Henri"];
const STEP_MS = 1000 / TICK_RATE;

/**
 * Joins some bots. They play over the network like any client, receive no more than a page does, and share the timer of
 * `pacer`.
 */
export async function joinBots(pacer: Pacer, endpoint: string, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const room = await joinTag(endpoint, NAMES[index % NAMES.length] ?? "");
    const input = room.input<TagInput>({ type: TagInput });
    const step = (): number => {
      const { bodies } = room.state;
      const self = bodies.get(room.sessionId);
      const others = Array.from(bodies.values()).filter((body) => body !== self);
      if (self) Object.assign(input.data, decide(self, others, room.clock.lastServerTime() / 1000));
      input.send();
      return STEP_MS;
    };
    const bot = { step };
    pacer.add(bot, STEP_MS);
    room.onLeave(() => pacer.remove(bot));
  }
}
