import { withinLimit } from "@fray/netcode/client";
import { spawn } from "node:child_process";
import { once } from "node:events";

import type { Command } from "./command.ts";
import { LineReader, TOO_LONG } from "./line-reader.ts";

/** An answer is some 120 bytes long. */
const MAX_LINE_BYTES = 4096;
/** Taken from a program in one step. What it prints beyond it waits in the pipe until the program itself has to wait. */
const BYTES_PER_STEP = 16_384;
const LINES_PER_STEP = 8;
/** Between being asked to end and being made to, in ms. */
const GRACE_MS = 500;

export interface ChildListener {
  line(text: string): void;
  /** A line too long, or more of them than a step has room for. */
  noise(): void;
  /** It ended, or never began: why, in a few words. */
  end(reason: string): void;
}

/**
 * A program with a pipe to it and one from it. Neither costs more memory than a few lines however it behaves; what it
 * writes to stderr goes where ours goes.
 */
export class Child {
  readonly #process;
  readonly #reader = new LineReader(MAX_LINE_BYTES);
  readonly #listener: ChildListener;
  #bytesLeft = BYTES_PER_STEP;
  #linesLeft = LINES_PER_STEP;
  #hasEnded = false;

  constructor({ file, args }: Command, listener: ChildListener) {
    this.#listener = listener;
    this.#process = spawn(file, args, { stdio: ["pipe", "pipe", "inherit"] });
    const { stdin, stdout } = this.#process;
    this.#process.once("error", (error) => this.#end(error.message));
    this.#process.once("exit", (code, signal) => this.#end(signal ? `ended by ${signal}` : `ended with code ${code}`));
    // Who is gone or has closed its side reads nothing; that it has ended is told above.
    stdin.on("error", () => {});
    stdout.on("error", () => {});
    stdout.on("data", (chunk: Buffer) => this.#receive(chunk));
  }

  /** Undefined when it could not be started. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Hands it a line. False when it has not read the ones before yet: then this one is dropped. */
  write(line: string): boolean {
    const { stdin } = this.#process;
    if (!stdin.writable || stdin.writableNeedDrain) return false;
    stdin.write(`${line}\n`);
    return true;
  }

  /** A new step: it may be listened to again. */
  listen(): void {
    this.#bytesLeft = BYTES_PER_STEP;
    this.#linesLeft = LINES_PER_STEP;
    this.#process.stdout.resume();
  }

  /** Ends it, the hard way if need be, and tells nobody. */
  async stop(): Promise<void> {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    const exited = once(this.#process, "exit");
    this.#process.stdin.end();
    this.#process.stdout.destroy();
    this.#process.kill("SIGTERM");
    await withinLimit(exited, GRACE_MS);
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill("SIGKILL");
    await exited;
  }

  #receive(chunk: Buffer): void {
    const { lines, isCut } = this.#reader.read(chunk, this.#linesLeft);
    this.#linesLeft -= lines.length;
    this.#bytesLeft -= chunk.length;
    for (const line of lines) {
      if (line === TOO_LONG) this.#listener.noise();
      else this.#listener.line(line);
    }
    if (isCut) this.#listener.noise();
    if (isCut || this.#bytesLeft <= 0) this.#process.stdout.pause();
  }

  #end(reason: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#listener.end(reason);
  }
}
