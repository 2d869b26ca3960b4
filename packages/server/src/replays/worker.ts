import { systemRuntime } from "@fray/netcode/core";
import { expose } from "comlink";
import { MessagePort, workerData } from "node:worker_threads";

import { systemDisk } from "../storage/disk.ts";
import { endpointOf } from "../storage/endpoint.ts";
import { writeFrom } from "./recording-port.ts";
import { ReplayThread } from "./replay-thread.ts";

// Neither a disk nor a runtime can be sent to a thread, so it takes those of the platform.
const platform = { disk: systemDisk, runtime: systemRuntime };
if (workerData instanceof MessagePort) {
  const thread = new ReplayThread(platform);
  writeFrom(workerData, { write: (id, parts) => thread.write(id, parts) });
  expose(thread, endpointOf(workerData));
}
