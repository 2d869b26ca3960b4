import { unzigzag, zigzag } from "./numbers.ts";

/** Steps of a full turn, and the number of aims. */
export const TURN = 65_536;
/** The steps of an axis at rest, and those of an axis that is pushed to its end. */
const AT_REST = 127;
/** Share of the older errors in the running error of a prediction of the aim. */
const MEMORY = 0.75;

/**
 * The last command of a body. Writer and reader predict the next command from it, in the same way, and only the
 * difference is stored.
 */
export class CommandMemory {
  seq = 0;
  moveX = AT_REST;
  moveY = AT_REST;
  aim = 0;
  buttons = 0;
  /** Age of the sight in ms, plus 1; 0 for the present. */
  sight = 0;
  #turn = 0;
  /** Running errors of the two predictions of the aim: it stays, or it goes on turning. */
  #errorOfStay = 0;
  #errorOfTurn = 0;

  /** Whether the aim is expected to go on turning. */
  get isTurning(): boolean {
    return this.#errorOfTurn < this.#errorOfStay;
  }

  /** Returns the aim that is expected next. */
  get expectedAim(): number {
    return this.isTurning ? (this.aim + this.#turn + TURN) % TURN : this.aim;
  }

  /** Takes a command, and learns from its aim which prediction is better. */
  take(command: Pick<CommandMemory, "seq" | "moveX" | "moveY" | "aim" | "buttons" | "sight">): void {
    const { aim } = command;
    const turn = turnBetween(this.aim, aim);
    const newest = 1 - MEMORY;
    this.#errorOfStay = this.#errorOfStay * MEMORY + Math.abs(turn) * newest;
    this.#errorOfTurn = this.#errorOfTurn * MEMORY + Math.abs(turnBetween(this.#turn, turn)) * newest;
    this.#turn = turn;
    this.aim = aim;
    // Field by field, because this runs for every command that is played.
    this.seq = command.seq;
    this.moveX = command.moveX;
    this.moveY = command.moveY;
    this.buttons = command.buttons;
    this.sight = command.sight;
  }

  /**
   * Whether the body ran mostly along the x axis. Then y is stored first: of a direction, the smaller part tells the
   * larger part exactly, and not the other way round.
   */
  get isMostlyX(): boolean {
    return Math.abs(this.moveX - AT_REST) > Math.abs(this.moveY - AT_REST);
  }

  /** Returns the code of the larger part of a movement, for its smaller part. It is small for a body at full speed. */
  codeOfLarger(larger: number, smaller: number): number {
    const offset = larger - AT_REST;
    const hasTurned = offset < 0 !== this.#isLargerNegative;
    return zigzag(Math.abs(offset) - atFullSpeed(smaller)) * 2 + Number(hasTurned);
  }

  /** Returns the larger part of a movement for its code. */
  largerOfCode(code: number, smaller: number): number {
    const size = unzigzag(code >>> 1) + atFullSpeed(smaller);
    return (code & 1) !== Number(this.#isLargerNegative) ? AT_REST - size : AT_REST + size;
  }

  get #isLargerNegative(): boolean {
    return (this.isMostlyX ? this.moveX : this.moveY) < AT_REST;
  }
}

/** Returns the size of one part of a movement at full speed, for the other part. */
function atFullSpeed(part: number): number {
  const offset = part - AT_REST;
  return Math.floor(Math.sqrt(Math.max(0, AT_REST * AT_REST - offset * offset)) + 0.5);
}

/** Returns the turn from one aim to another in steps, -32768 to 32767. */
export const turnBetween = (from: number, to: number): number => ((to - from + 2 * TURN + TURN / 2) % TURN) - TURN / 2;
