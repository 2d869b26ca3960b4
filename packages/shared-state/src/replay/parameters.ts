import { MEMBER_BYTES } from "./keyframe/members.ts";
import { OPERATION } from "./operations.ts";
import { ReplayError } from "./replay-error.ts";

/** Bytes of the parameters of each operation, in the log as in a replay. What a step has is coded by itself. */
const PARAMETER_BYTES: Readonly<Record<number, number>> = {
  [OPERATION.step]: 0,
  [OPERATION.stepWithList]: 0,
  [OPERATION.hash]: 4,
  [OPERATION.join]: MEMBER_BYTES,
  [OPERATION.leave]: 2,
  [OPERATION.enter]: 7,
  [OPERATION.exit]: 3,
  [OPERATION.replaceBody]: 2,
  [OPERATION.connection]: 3,
  [OPERATION.end]: 0,
  [OPERATION.restore]: 8,
  [OPERATION.standing]: 8,
  [OPERATION.view]: 4,
  [OPERATION.command]: 5,
};

/** Returns the number of bytes of an operation's parameters. Throws a `ReplayError` for an operation that is none. */
export function parameterBytes(code: number): number {
  const bytes = PARAMETER_BYTES[code];
  if (bytes === undefined) throw new ReplayError("A replay has an operation that does not exist.");
  return bytes;
}
