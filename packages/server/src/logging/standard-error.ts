import type { Runtime } from "@fray/netcode/core";
import { constants, fstatSync, openSync, write as writeToFile } from "node:fs";
import { Socket } from "node:net";
import { isatty, type WriteStream } from "node:tty";

import type { Write } from "./log-destination.ts";

const STANDARD_ERROR = 2;
/** Path that opens the pipe behind standard error again. Only Linux has it. */
const PIPE_PATH = "/proc/self/fd/2";
/** Time before another attempt to write to a file that failed, in ms. */
const RETRY_MS = 100;

/** The destination of the log, and whether a running write keeps the process from ending. */
export interface StandardError {
  readonly write: Write;
  readonly holdsUpEnd: boolean;
}

/**
 * Opens standard error so that writing never blocks the process. The event loop writes to a pipe, a socket or a
 * terminal, so a stalled reader blocks nothing, not even at the exit. A thread writes to a file.
 */
export function openStandardError(runtime: Runtime): StandardError {
  const kind = kindOf();
  if (kind === "file") return { write: createFileWrite(runtime), holdsUpEnd: true };
  return { write: kind === "pipe" ? createPipeWrite() : createStreamWrite(), holdsUpEnd: false };
}

function kindOf(): "pipe" | "stream" | "file" {
  try {
    const stats = fstatSync(STANDARD_ERROR);
    if (stats.isFIFO()) return "pipe";
    return stats.isSocket() || isatty(STANDARD_ERROR) ? "stream" : "file";
  } catch {
    // Standard error is closed. Each write fails and loses its lines.
    return "file";
  }
}

/**
 * Creates a write to the pipe. Whether writing to a pipe blocks is a property of the open pipe, shared by all
 * processes that have it as standard error. Another process, even a child of this one, can switch it back to
 * blocking. So this process opens the pipe separately where it can.
 */
function createPipeWrite(): Write {
  let pipe: Socket | undefined;
  return (bytes, done) => {
    // The pipe had no reader, and may have one again.
    if (!pipe || pipe.destroyed) pipe = openPipe();
    if (pipe) pipe.write(bytes, done);
    else writeToStream(bytes, done);
  };
}

function openPipe(): Socket | undefined {
  try {
    const fd = openSync(PIPE_PATH, constants.O_WRONLY | constants.O_NONBLOCK);
    return new Socket({ fd, readable: false, writable: true }).on("error", () => {}).unref();
  } catch {
    return undefined;
  }
}

function createStreamWrite(): Write {
  unblock(process.stderr);
  return writeToStream;
}

const ignoreError = (): void => {};

const writeToStream: Write = (bytes, done) => {
  const { stderr } = process;
  // Each write gets its own error. An error event without a listener would end the process.
  if (stderr.listenerCount("error", ignoreError) === 0) stderr.on("error", ignoreError);
  stderr.write(bytes, done);
};

/**
 * Node.js by default blocks on writes to a terminal. A paused terminal, or one with a lost session, would block the
 * server.
 */
function unblock(stream: WriteStream & { readonly _handle?: { setBlocking?(isBlocking: boolean): unknown } }): void {
  if (stream.isTTY) stream._handle?.setBlocking?.(false);
}

function createFileWrite(runtime: Runtime): Write {
  const write: Write = (bytes, done) => {
    writeToFile(STANDARD_ERROR, bytes, (error, written) => {
      if (error?.code === "EAGAIN") runtime.setTimeout(() => write(bytes, done), RETRY_MS, { background: true });
      else if (error || written === bytes.length) done(error);
      else write(bytes.subarray(written), done);
    });
  };
  return write;
}
