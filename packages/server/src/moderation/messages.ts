import { matchMaker } from "@colyseus/core";
import { z } from "zod";

import type { PeerLog } from "../peer-log.ts";
import { Sanction } from "../storage/sanction.ts";

/** Channel on which the nodes of a game tell each other of sanctions. */
const CHANNEL = "fray:moderation";

const ModerationMessage = z.discriminatedUnion("do", [
  z.object({ do: z.literal("impose"), sanction: Sanction }),
  z.object({ do: z.literal("lift"), id: z.uuid() }),
  z.object({ do: z.literal("forget"), playerId: z.uuid() }),
]);
export type ModerationMessage = z.infer<typeof ModerationMessage>;

export const publishModeration = (message: ModerationMessage): void =>
  void matchMaker.presence.publish(CHANNEL, message);

/** Subscribes to what other nodes decide. Messages of another game version are ignored: the store has them too. */
export async function subscribeToModeration(
  log: PeerLog,
  receive: (message: ModerationMessage) => void,
): Promise<void> {
  await matchMaker.presence.subscribe(CHANNEL, (message: unknown) => {
    const { data } = ModerationMessage.safeParse(message);
    if (data) receive(data);
    else log.write("framework", "debug", {}, "a message about moderation that can't be parsed");
  });
}
