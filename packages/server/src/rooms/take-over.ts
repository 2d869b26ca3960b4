import { matchMaker } from "@colyseus/core";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";

import { BUILD } from "../build.ts";
import type { TransferRefusal } from "../handover/refused.ts";
import { Transfer } from "../handover/transfer.ts";
import type { ServerContext } from "../server-context.ts";

/** A room with a thousand members has about 2 MB. */
const MAX_LENGTH = 8 * 1024 * 1024;

/** The id of the room that continues a room of another node, or why there is none. */
export type TakenOver = { readonly roomId: string } | { readonly why: TransferRefusal };

interface Taking {
  readonly context: ServerContext;
  /** Whether one more room may be opened. */
  readonly hasRoom: () => boolean;
}

/**
 * Opens a room that continues one of another node, from the text that the other node has sealed for the process
 * `self`. It never throws: everything that is wrong with the text has a reason of its own, and is counted.
 */
export async function takeOver(sealed: unknown, self: string, { context, hasRoom }: Taking): Promise<TakenOver> {
  const { transfers, log } = context;
  const taken = await open(sealed, self, { context, hasRoom });
  if ("why" in taken) {
    transfers.refused[taken.why]++;
    log.write("door", "warn", { why: taken.why }, "a room of another server was not taken over");
  } else transfers.taken++;
  return taken;
}

async function open(sealed: unknown, self: string, { context, hasRoom }: Taking): Promise<TakenOver> {
  const { transfers, seal, admission, log } = context;
  if (typeof sealed !== "string") return { why: "malformed" };
  if (sealed.length > MAX_LENGTH) return { why: "tooLong" };
  const text = seal.open(sealed, self);
  if (text === undefined) return { why: "forged" };
  const transfer = read(text);
  if (!transfer) return { why: "malformed" };
  if (transfer.build !== BUILD) return { why: "otherBuild" };
  if (admission.isDraining) return { why: "draining" };
  // The answer to an earlier attempt was lost, so nobody will ever come to the room that it has opened.
  for (const room of context.arenas) if (room.awaited === transfer.from) void room.disconnect(CLOSE.roomClosed);
  if (!hasRoom()) return { why: "full" };
  if (!transfers.accept(transfer)) return { why: "repeated" };
  const { mode, created } = transfer;
  try {
    // Not by the matchmaker's choice: this node was chosen, and the data is here.
    const { roomId } = await matchMaker.handleCreateRoom(ARENA_ROOM, {
      ...(mode && { mode }),
      ...(created && { created }),
      transfer,
    });
    const room = Array.from(context.arenas).find((each) => each.roomId === roomId);
    if (!room) return { why: "failed" };
    await room.receive(transfer);
    return { roomId };
  } catch (error) {
    log.write("door", "warn", { err: error }, "a room of another server can't go on here");
    return { why: "notPlayed" };
  }
}

function read(text: string): Transfer | undefined {
  try {
    return Transfer.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
