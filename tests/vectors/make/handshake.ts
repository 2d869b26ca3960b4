import { getMessageBytes, Protocol, Room } from "@colyseus/core";
import { LagCompensation } from "@fray/netcode/server";
import { InputFrame } from "@fray/shared-state/schema/input-frame";

const TICK_RATE = 30;

/** The part of the framework's room that writes what clients are told about inputs. */
interface Announcing {
  readonly _inputController: { handshakeSections(): { tag: number; bytes: Uint8Array }[] };
}

/** A room with the inputs of an arena and nothing else. */
class InputRoom extends Room {
  override patchRate = null;

  constructor() {
    super();
    this.defineInput(InputFrame, { tickRate: TICK_RATE });
    const rewind = this.allowRewindState({ maxRewindMs: 200 });
    // It makes the room ask for the time at which the sender saw the others, as an arena does.
    void new LagCompensation({ rewind, stepMs: 1000 / TICK_RATE, capMs: 200, now: () => 0 }, () => ({
      spawnTick: 0,
      teleportTick: 0,
    }));
  }
}

/** The frame with which an arena greets a client: its new token, and the reflection of the state. */
export function greeting(token: string, reflection: Uint8Array): Uint8Array {
  const sections = (new InputRoom() as unknown as Announcing)._inputController.handshakeSections();
  return getMessageBytes[Protocol.JOIN_ROOM](token, "schema", reflection, sections);
}
