import { BodyCoding, codeCommand, COMMAND_MODELS, type CommandSteps } from "./code-command.ts";
import { codeNumber, codeTree, NUMBER_MODELS, treeModels, type BitCoder } from "./coding/bit-coder.ts";
import { MAX_COMMANDS_PER_BODY, MAX_MEMBERS } from "./limits.ts";
import { OPERATION, OPERATION_BITS } from "./operations.ts";
import { ReplayError } from "./replay-error.ts";
import { MAX_TICK_HASH_BITS } from "./tick-hash.ts";

const ID_BITS = 16;
const BYTE_BITS = 8;
/** Bits of the number of bits of a tick's hash. */
const WIDTH_BITS = 6;
/** Bits that a coder takes at once without a model. */
const RAW_BITS = 16;
const OPERATIONS = treeModels(OPERATION_BITS);
/** 0, 1, or more commands of a body in the tick before. */
const COUNTS = 3;

const OPERATION_AT = COMMAND_MODELS;
/** What follows the last step of a second is nearly always the same, and so is what follows each other step. */
const LAST_OPERATION_AT = OPERATION_AT + OPERATIONS * OPERATIONS;
const WIDTH_AT = LAST_OPERATION_AT + OPERATIONS * OPERATIONS;
const LENGTH_AT = WIDTH_AT + treeModels(WIDTH_BITS);
const HAS_COMMAND_AT = LENGTH_AT + NUMBER_MODELS;
const HAS_ANOTHER_AT = HAS_COMMAND_AT + COUNTS;
export const SECOND_MODELS = HAS_ANOTHER_AT + COUNTS;

/** A command, and the id of its body. */
export interface StepCommand extends CommandSteps {
  readonly id: number;
}

/** What a reader gives for what it is about to read. */
const UNKNOWN: StepCommand = { id: 0, seq: 0, moveX: 0, moveY: 0, aim: 0, buttons: 0, sight: 0, provisional: false };

/** The parts of a second, for writing and for reading. Everything is expected to go on as it was. */
export class SecondCoder {
  readonly #coder: BitCoder;
  readonly #bodies = new Map<number, BodyCoding>();
  /** Ids of the bodies that the last list of a step contains, in order. */
  order: readonly number[] = [];
  #operation: number = OPERATION.step;
  #hashBits = 0;
  /** Steps of this second, and of the one before. */
  #steps = 0;
  #stepsBefore = 0;

  constructor(coder: BitCoder) {
    this.#coder = coder;
  }

  /** Forgets the last commands: what follows can be read without what came before. */
  reset(): void {
    this.#bodies.clear();
    this.order = [];
    this.#operation = OPERATION.step;
    this.#stepsBefore = 0;
  }

  /** Begins a second. `hashBits` is the number of bits that the hash of a tick has in it. */
  begin(hashBits: number): void {
    this.#steps = 0;
    this.#hashBits = codeTree(this.#coder, WIDTH_AT, WIDTH_BITS, hashBits);
    if (this.#hashBits > MAX_TICK_HASH_BITS)
      throw new ReplayError(`A second of this replay has hashes of ${this.#hashBits} bits.`);
  }

  /** Bits of the hash of each tick in this second. */
  get hashBits(): number {
    return this.#hashBits;
  }

  operation(code: number): number {
    const isLast = this.#steps > 0 && this.#steps === this.#stepsBefore;
    const models = (isLast ? LAST_OPERATION_AT : OPERATION_AT) + this.#operation * OPERATIONS;
    const operation = (this.#operation = codeTree(this.#coder, models, OPERATION_BITS, code));
    if (operation === OPERATION.step || operation === OPERATION.stepWithList) this.#steps++;
    else if (operation === OPERATION.endOfSecond) this.#stepsBefore = this.#steps;
    return operation;
  }

  bytes(count: number, bytes?: Uint8Array): Uint8Array {
    return Uint8Array.from({ length: count }, (_, index) => this.#coder.raw(bytes?.[index] ?? 0, BYTE_BITS));
  }

  tickHash(hash: number): number {
    const lower = Math.min(RAW_BITS, this.#hashBits);
    const upper = this.#hashBits - lower;
    const high = upper > 0 ? this.#coder.raw(hash >>> lower, upper) : 0;
    return high * 2 ** lower + this.#coder.raw(hash & (2 ** lower - 1), lower);
  }

  /** Codes the ids of the bodies that have commands from now on. */
  list(ids: readonly number[]): void {
    const length = codeNumber(this.#coder, LENGTH_AT, ids.length);
    if (length > MAX_MEMBERS) throw new ReplayError(`A replay claims to have ${length} bodies.`);
    this.order = Array.from({ length }, (_, index) => this.#coder.raw(ids[index] ?? 0, ID_BITS));
  }

  /** Codes the commands of a body of the list in one tick. */
  commandsOf(id: number, wanted: readonly StepCommand[]): CommandSteps[] {
    let body = this.#bodies.get(id);
    if (!body) this.#bodies.set(id, (body = new BodyCoding()));
    const commands: CommandSteps[] = [];
    let isMore = this.#coder.bit(HAS_COMMAND_AT + body.commands, Number(wanted.length > 0));
    while (isMore) {
      if (commands.length >= MAX_COMMANDS_PER_BODY) throw new ReplayError("A replay moves a body too often.");
      commands.push(codeCommand(this.#coder, body, wanted[commands.length] ?? UNKNOWN));
      isMore = this.#coder.bit(HAS_ANOTHER_AT + body.commands, Number(commands.length < wanted.length));
    }
    body.commands = Math.min(COUNTS - 1, commands.length);
    return commands;
  }
}
