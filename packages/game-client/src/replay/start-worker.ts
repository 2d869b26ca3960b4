import type { WorkerPort } from "./worker-link.ts";
import type { Answer, News } from "./worker/messages.ts";

/** Starts the worker that plays replays. */
export function startWorker(): WorkerPort {
  const worker = new Worker(new URL("./worker/replay-worker.ts", import.meta.url), { type: "module" });
  return {
    send: (message) => worker.postMessage(message, []),
    end: () => worker.terminate(),
    listen: (onMessage, onFail) => {
      worker.addEventListener("message", ({ data }: MessageEvent<Answer | News>) => onMessage(data));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        onFail();
      });
    },
  };
}
