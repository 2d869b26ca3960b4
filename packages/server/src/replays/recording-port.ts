import type { MessagePort } from "node:worker_threads";
import { z } from "zod";

import type { RecordingPart, ReplayThread } from "./replay-thread.ts";

/** Parts of a recording on their way to the thread that stores them. */
interface Written {
  readonly recording: string;
  readonly parts: readonly RecordingPart[];
}

/** What the thread answers: after the last part of a recording, and when parts can't be written. */
const Answer = z.object({ recording: z.string(), fault: z.instanceof(Error).optional() });

/**
 * Returns what sends parts to the thread, in order and without an answer for each: every room does it each second, and a
 * call by comlink takes four times as long. The promise fails when any part of the recording can't be written, and is kept
 * when the recording has ended.
 */
export function writerOver(port: MessagePort): ReplayThread["write"] {
  const waiting = new Map<string, { readonly resolve: () => void; readonly reject: (fault: Error) => void }>();
  port.on("message", (message: unknown) => {
    const { data } = Answer.safeParse(message);
    const one = data && waiting.get(data.recording);
    if (!one) return;
    waiting.delete(data.recording);
    if (data.fault) one.reject(data.fault);
    else one.resolve();
  });
  return (recording, parts) =>
    new Promise<void>((resolve, reject) => {
      waiting.set(recording, { resolve, reject });
      const message: Written = { recording, parts };
      port.postMessage(message, parts.flatMap(buffersOf));
    });
}

/** Writes the parts that arrive, on the thread. */
export function writeFrom(port: MessagePort, { write }: { readonly write: ReplayThread["write"] }): void {
  port.on("message", (message: Partial<Written>) => {
    const { recording, parts } = message;
    // Calls by comlink come over the same port, so that everything keeps its order.
    if (recording === undefined || parts === undefined) return;
    write(recording, parts).then(
      () => {
        if (parts.some(({ type }) => type === "end" || type === "discard")) port.postMessage({ recording });
      },
      (fault: unknown) => port.postMessage({ recording, fault }),
    );
  });
}

/** What a recorder has made belongs to nobody else, so it need not be copied. */
function buffersOf(part: RecordingPart): ArrayBuffer[] {
  const bytes = part.type === "keyframe" ? part.bytes : part.type === "second" ? part.log : undefined;
  return bytes?.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
}
