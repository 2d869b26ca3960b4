import { systemRuntime as runtime } from "@fray/netcode/core";

import type { Append, Prepare, Question } from "./messages.ts";
import { ReplayHost } from "./replay-host.ts";
import type { Rules } from "./rules.ts";

const host = new ReplayHost({
  runtime,
  load: (address) => import(/* @vite-ignore */ address) as Promise<Rules>,
  found: (found) => postMessage(found),
});

addEventListener("message", ({ data }: MessageEvent<Question | Append | Prepare>) => {
  if (data.type === "append") postMessage(host.append(data));
  else if (data.type === "prepare") host.prepare(data);
  else void host.answer(data).then((answer) => postMessage(answer));
});
