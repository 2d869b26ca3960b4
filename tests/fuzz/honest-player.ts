import { Client, type Room } from "@colyseus/sdk";
import { countPatches, type Traffic } from "@fray/netcode/client";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { InputFrame } from "@fray/shared-state/schema/input-frame";
import { followState, READS_RECORDS } from "@fray/shared-state/sync/follow-state";

const INPUT_MS = 1000 / 30;

/** Somebody who plays, as far as the server can tell, and counts what they get. */
export class HonestPlayer {
  readonly room: Room<unknown, ArenaState>;
  readonly traffic: Traffic;
  readonly #timer: NodeJS.Timeout;

  private constructor(room: Room<unknown, ArenaState>) {
    this.room = followState(room);
    room.onMessage("*", () => {});
    room.reconnection.enabled = false;
    this.traffic = countPatches(room);
    const input = room.input<InputFrame>({ type: InputFrame });
    this.#timer = setInterval(() => {
      if (!room.connection.isOpen) return;
      input.data.aim = (input.data.aim + 0.1) % (2 * Math.PI);
      input.send();
    }, INPUT_MS);
  }

  /** Joins the room of that id, or any. */
  static async join(url: string, roomId?: string): Promise<HonestPlayer> {
    const client = new Client(url);
    const options = { name: "Honest", ...READS_RECORDS };
    return new HonestPlayer(
      roomId === undefined
        ? await client.joinOrCreate<ArenaState>("arena", options, ArenaState)
        : await client.joinById<ArenaState>(roomId, options, ArenaState),
    );
  }

  async leave(): Promise<void> {
    clearInterval(this.#timer);
    if (this.room.connection.isOpen) await this.room.leave();
  }
}
