import { Protocol, ProtocolModifier } from "@colyseus/core";
import { encode } from "@colyseus/schema";
import { InputEncoder } from "@colyseus/schema/input";
import { BUTTON, InputFrame, type Input } from "@fray/shared-state/schema/input-frame";

import { hexOf } from "./hex.ts";

interface Sent extends Input {
  /** Server time in ms at which the sender saw the others; left out for none. */
  readonly viewTime?: number;
}

const NOTHING: Input = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };
const SENT: readonly Sent[] = [
  NOTHING,
  NOTHING,
  { ...NOTHING, moveX: 1 },
  { moveX: 1, moveY: -1, aim: 1.5, buttons: BUTTON.fire },
  { moveX: 0.5, moveY: -0.25, aim: 6.2, buttons: BUTTON.fire | BUTTON.dash },
  { moveX: 0.5, moveY: -0.25, aim: -0.1, buttons: BUTTON.special, viewTime: 123_456 },
  { moveX: 0.5, moveY: -0.25, aim: -0.1, buttons: BUTTON.special, viewTime: 123_489 },
  { moveX: 0, moveY: 0, aim: 3, buttons: BUTTON.special | BUTTON.reload, viewTime: 123_470 },
  { moveX: 0, moveY: 0, aim: 3, buttons: 0, viewTime: 123_670 },
];

/** The inputs of one connection in order, as the SDK sends them, and as frames that repeat all fields. */
export function inputs() {
  const frame = new InputFrame();
  const changes = new InputEncoder(frame);
  let lastStamp = 0;
  return SENT.map(({ viewTime, ...input }) => {
    Object.assign(frame, input);
    const stamp = stampOf(viewTime === undefined ? undefined : viewTime - lastStamp);
    lastStamp = viewTime ?? lastStamp;
    const whole = new InputEncoder(Object.assign(new InputFrame(), input));
    const bytes = hexOf(Uint8Array.of(...stamp, ...changes.encode()));
    const wholeFrame = hexOf(Uint8Array.of(...stamp, ...whole.encode()));
    return { input, viewTime, frame: bytes, whole: wholeFrame };
  });
}

/** The code of an input, and the change of the view time if it has one. */
function stampOf(change: number | undefined): Uint8Array {
  if (change === undefined) return Uint8Array.of(Protocol.ROOM_INPUT_RELIABLE);
  const [bytes, it] = [new Uint8Array(16), { offset: 0 }];
  bytes[it.offset++] = Protocol.ROOM_INPUT_RELIABLE | ProtocolModifier.TIMED;
  encode.number(bytes, change, it);
  return bytes.subarray(0, it.offset);
}
