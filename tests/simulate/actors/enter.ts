import type { CreateRequest } from "@fray/shared-state/protocol/create-options";

import type { Stage } from "./actor.ts";

const RETRY_MS = 1000;
const LOOK_MS = 200;

interface Ways<Seat> {
  readonly join: (roomId: string, password: string) => Promise<Seat>;
  readonly create?: (request: CreateRequest) => Promise<Seat & { readonly roomId: string }>;
}

/**
 * Enters the room of an actor. The first who can creates it. Returns undefined when the actor's time is over, or when
 * the server refuses.
 */
export async function enter<Seat>(stage: Stage, { join, create }: Ways<Seat>): Promise<Seat | undefined> {
  const { place } = stage;
  while (!stage.isOver) {
    if (place.roomId === undefined && (place.isOpening || !create)) {
      await stage.wait(LOOK_MS);
      continue;
    }
    stage.joins();
    const { roomId } = place;
    try {
      if (roomId !== undefined) return await join(roomId, place.request.password ?? "");
      if (!create) continue;
      place.isOpening = true;
      const seat = await create(place.request).finally(() => (place.isOpening = false));
      place.roomId = seat.roomId;
      return seat;
    } catch (error) {
      stage.wasRefused(error);
      // The room may be gone. The next one who comes opens another.
      if (place.roomId === roomId && isGone(error)) place.roomId = undefined;
      await stage.wait(RETRY_MS);
    }
  }
  return undefined;
}

function isGone(error: unknown): boolean {
  const text = error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error);
  return /not found|no longer|gone|closed/i.test(text);
}
