import { decode } from "@colyseus/schema";
import { Protocol } from "@colyseus/sdk";
import { createInputShape, guardFrames, readPlainInputs } from "@fray/netcode/server";
import { InputFrame, sanitizeInput, type Input } from "@fray/shared-state/schema/input-frame";

import type { Client } from "./frame-assembly.ts";

type GuardedRoom = Parameters<typeof guardFrames>[0];

const CODE_MASK = 0x1f;
const TIMED = 0x80;

/** A connection, with what the framework keeps for the inputs of a client. */
export interface Connection extends Pick<Client, "sessionId" | "ref" | "raw"> {
  readonly id: number;
  /** Base of the differences that time stamps are sent as. */
  viewTime: number;
  _input?: { buttons: number; clone(): Input };
  _inputDecoder?: { decode(bytes: Uint8Array): void };
}

interface Received {
  /** A client has confirmed its join. */
  readonly onConfirm: (connection: Connection) => void;
  readonly onInput: (connection: Connection, input: Input, viewTime: number) => void;
  /** A client leaves, or has sent what no honest client sends. */
  readonly onEnd: (connection: Connection) => void;
}

/** Stands where the framework would create its own decoder; `readPlainInputs` puts the product's in its place. */
const noInput: (connection: Connection) => void = () => {};

/** A door for the frames of clients. */
export interface FrameDoor {
  /** Prepares the decoder of a connection. */
  open(connection: Connection): void;
  receive(connection: Connection, frame: Uint8Array): void;
}

/** Puts the product's guard and its decoder of inputs in front of `received`, without a room of the framework. */
export function createFrameDoor({ onConfirm, onInput, onEnd }: Received): FrameDoor {
  const room = {
    clock: {
      get currentTime(): number {
        return performance.now();
      },
    },
    _inputController: { allocate: noInput },
    _onMessage(connection: Connection, frame: Uint8Array): void {
      switch ((frame[0] ?? 0) & CODE_MASK) {
        case Protocol.ROOM_INPUT_RELIABLE:
          onInput(connection, ...readInput(connection, frame));
          break;
        case Protocol.JOIN_ROOM:
          onConfirm(connection);
          break;
        case Protocol.PING:
          connection.raw(Uint8Array.of(Protocol.PING));
          break;
        case Protocol.LEAVE_ROOM:
          onEnd(connection);
          break;
      }
    },
  };
  readPlainInputs(room, InputFrame);
  guardFrames(room as unknown as GuardedRoom, {
    isRefused: () => false,
    refuse: (client) => onEnd(client as unknown as Connection),
    refuseLong: (client) => onEnd(client as unknown as Connection),
    isInput: createInputShape(InputFrame),
  });
  return {
    open: (connection) => room._inputController.allocate(connection),
    receive: (connection, frame) => room._onMessage(connection, frame),
  };
}

/** Decodes an input as the framework does: a time stamp as the difference to the last one, if any, then the fields. */
function readInput(connection: Connection, frame: Uint8Array): [input: Input, viewTime: number] {
  const { _input: latest, _inputDecoder: decoder } = connection;
  if (!latest || !decoder) throw new Error("the connection was not opened");
  const at = { offset: 1 };
  let viewTime = 0;
  if ((frame[0] ?? 0) & TIMED) viewTime = connection.viewTime += decode.number(frame, at);
  decoder.decode(frame.subarray(at.offset));
  sanitizeInput(latest);
  return [latest.clone(), viewTime];
}
