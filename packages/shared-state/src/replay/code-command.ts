import { codeNumber, codeTree, NUMBER_MODELS, treeModels, type BitCoder } from "./coding/bit-coder.ts";
import { CommandMemory, TURN, turnBetween } from "./command-memory.ts";

/** A command with its numbers in steps of their ranges. */
export interface CommandSteps extends Readonly<
  Pick<CommandMemory, "seq" | "moveX" | "moveY" | "aim" | "buttons" | "sight">
> {
  readonly provisional: boolean;
}

const BYTE_BITS = 8;
const BYTE = 0xff;
/** A number of 32 bits is coded as two halves. */
const HALF_BITS = 16;
const HALF = 0xffff;
/** Flags of this many commands before say what is expected of the next one. */
const HISTORY_BITS = 3;
const HISTORIES = 1 << HISTORY_BITS;
/** Kinds of turns by the length of the one before, and by its direction. */
const TURN_SIZES = 6;
const DIRECTIONS = 3;
const BITS_PER_SIZE = 3;
const STEP_SIZES = 6;
const SLOPES = 8;

/** Numbers of the models, one after the other. */
let models = 0;
const take = (count: number): number => (models += count) - count;
const PROVISIONAL = take(2);
/** A provisional command has models of its own: it repeats the one before. */
const MOVED = take(2 * HISTORIES);
const SMALLER = take(STEP_SIZES * treeModels(BYTE_BITS));
const LARGER = take(SLOPES * NUMBER_MODELS);
const TURNED = take(2 * HISTORIES);
const DIRECTION = take(2 * DIRECTIONS * DIRECTIONS);
const TURN_SIZE = take(2 * TURN_SIZES * NUMBER_MODELS);
const PRESSED = take(2 * HISTORIES);
const BUTTONS = take(treeModels(BYTE_BITS));
const SIGHT_CHANGED = take(2);
const SIGHT = take(treeModels(BYTE_BITS));
const SKIPPED = take(2);
export const COMMAND_MODELS = models;

/** What is known of the commands of one body when the next one is coded. */
export class BodyCoding {
  readonly memory = new CommandMemory();
  wasProvisional = 0;
  moves = 0;
  turns = 0;
  presses = 0;
  direction = 0;
  turnSize = 0;
  stepSize = 0;
  /** Commands in the last tick: 0, 1, or 2 for more. */
  commands = 1;
}

const remember = (history: number, flag: number): number => ((history << 1) | flag) & (HISTORIES - 1);

/** Codes a command as what differs from what the last commands of the same body let expect. */
export function codeCommand(coder: BitCoder, body: BodyCoding, wanted: CommandSteps): CommandSteps {
  const { memory: last } = body;
  const provisional = coder.bit(PROVISIONAL + body.wasProvisional, Number(wanted.provisional));
  body.wasProvisional = provisional;
  const kind = provisional * HISTORIES;
  let { moveX, moveY, seq } = last;
  // A provisional step repeats the last movement, presses no button and has no input of its own.
  let aim = provisional ? last.aim : last.expectedAim;
  let buttons = provisional ? 0 : last.buttons;
  let sight = provisional ? 0 : last.sight;
  if (!provisional) seq++;

  const moved = coder.bit(MOVED + kind + body.moves, Number(wanted.moveX !== moveX || wanted.moveY !== moveY));
  if (moved) [moveX, moveY] = codeMove(coder, body, wanted);
  const turned = coder.bit(TURNED + kind + body.turns, Number(wanted.aim !== aim));
  if (turned) aim = (aim + codeTurn(coder, body, turnBetween(aim, wanted.aim)) + TURN) % TURN;
  const pressed = coder.bit(PRESSED + kind + body.presses, Number(wanted.buttons !== buttons));
  if (pressed) buttons ^= codeTree(coder, BUTTONS, BYTE_BITS, wanted.buttons ^ buttons);
  if (coder.bit(SIGHT_CHANGED + provisional, Number(wanted.sight !== sight)))
    sight = codeTree(coder, SIGHT, BYTE_BITS, wanted.sight);
  if (coder.bit(SKIPPED + provisional, Number(wanted.seq !== seq))) {
    const high = coder.raw(wanted.seq >>> HALF_BITS, HALF_BITS);
    seq = high * 2 ** HALF_BITS + coder.raw(wanted.seq & HALF, HALF_BITS);
  }

  if (!provisional) {
    body.moves = remember(body.moves, moved);
    body.turns = remember(body.turns, turned);
    body.presses = remember(body.presses, pressed);
    last.take({ moveX, moveY, aim, buttons, sight, seq });
  }
  return { moveX, moveY, aim, buttons, sight, seq, provisional: provisional === 1 };
}

function codeMove(coder: BitCoder, body: BodyCoding, { moveX, moveY }: CommandSteps): [number, number] {
  const { memory: last } = body;
  const [before, wanted, wantedLarger] = last.isMostlyX ? [last.moveY, moveY, moveX] : [last.moveX, moveX, moveY];
  const step = codeTree(coder, SMALLER + body.stepSize * treeModels(BYTE_BITS), BYTE_BITS, (wanted - before) & BYTE);
  body.stepSize = Math.min(STEP_SIZES - 1, 32 - Math.clz32(Math.min(step, 256 - step)));
  const smaller = (before + step) & BYTE;
  const slope = Math.min(SLOPES - 1, Math.abs(smaller - 127) >> 4);
  const code = codeNumber(coder, LARGER + slope * NUMBER_MODELS, last.codeOfLarger(wantedLarger, wanted));
  const larger = last.largerOfCode(code, smaller) & BYTE;
  return last.isMostlyX ? [larger, smaller] : [smaller, larger];
}

/** Codes a turn that is not 0, from -32768 to 32767. */
function codeTurn(coder: BitCoder, body: BodyCoding, wanted: number): number {
  const kind = Number(body.memory.isTurning);
  const isLeft = coder.bit(DIRECTION + kind * DIRECTIONS * DIRECTIONS + body.direction, Number(wanted < 0));
  body.direction = (body.direction % DIRECTIONS) * DIRECTIONS + 1 + isLeft;
  const size =
    1 + codeNumber(coder, TURN_SIZE + (kind * TURN_SIZES + body.turnSize) * NUMBER_MODELS, Math.abs(wanted) - 1);
  body.turnSize = Math.min(TURN_SIZES - 1, Math.floor((32 - Math.clz32(size)) / BITS_PER_SIZE));
  return (isLeft ? -size : size) % TURN;
}
