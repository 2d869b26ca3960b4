import { constants, fstatSync, openSync, write as writeToFile } from "node:fs";
import { Socket } from "node:net";
import { isatty, type WriteStream } from "node:tty";

import type { Write } from "./log-destination.ts";

const STANDARD_ERROR = 2;
/** The pipe behind standard error, opened anew. Linux has this, others have not. */
const PIPE_PATH = "/proc/self/fd/2";
/** Time until a file that takes nothing now is tried again, in ms. */
const RETRY_MS = 100;

/** Where the log goes, and whether a piece of it that is under way keeps the process from ending. */
export interface StandardError {
  readonly write: Write;
  readonly holdsUpEnd: boolean;
}

/**
 * Standard error, written to without ever holding up the process. To a pipe, a socket or a terminal the event loop writes: a
 * reader that stands still does not hold it up, at the end neither. To a file a thread writes.
 */
export function openStandardError(): StandardError {
  const kind = kindOf();
  if (kind === "file") return { write: writeFile, holdsUpEnd: true };
  return { write: kind === "pipe" ? createPipeWrite() : createStreamWrite(), holdsUpEnd: false };
}

function kindOf(): "pipe" | "stream" | "file" {
  try {
    const stats = fstatSync(STANDARD_ERROR);
    if (stats.isFIFO()) return "pipe";
    return stats.isSocket() || isatty(STANDARD_ERROR) ? "stream" : "file";
  } catch {
    // It is closed: each write says so, and loses its lines.
    return "file";
  }
}

/**
 * Whether writing to a pipe blocks is a property of the pipe and not of who writes: another process that has the same one for its
 * standard error switches it back, a child of this one too. So this process opens it for itself, where it can.
 */
function createPipeWrite(): Write {
  let pipe: Socket | undefined;
  return (bytes, done) => {
    // Its reader was gone, and may have come back.
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
  // Each write says what is wrong, and an error that nobody listens for ends the process.
  if (stderr.listenerCount("error", ignoreError) === 0) stderr.on("error", ignoreError);
  stderr.write(bytes, done);
};

/** As shipped, writing to a terminal blocks: one that is paused, or whose session is lost, would hold up the server. */
function unblock(stream: WriteStream & { readonly _handle?: { setBlocking?(isBlocking: boolean): unknown } }): void {
  if (stream.isTTY) stream._handle?.setBlocking?.(false);
}

const writeFile: Write = (bytes, done) => {
  writeToFile(STANDARD_ERROR, bytes, (error, written) => {
    if (error?.code === "EAGAIN") setTimeout(() => writeFile(bytes, done), RETRY_MS).unref();
    else if (error || written === bytes.length) done(error);
    else writeFile(bytes.subarray(written), done);
  });
};
