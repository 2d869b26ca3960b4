import type { Endpoint } from "comlink";
import type { MessagePort } from "node:worker_threads";

/** Adapts a Node port to the type that comlink expects. All methods exist; only the types differ. */
export function endpointOf(port: MessagePort): Endpoint {
  const endpoint: unknown = port;
  return endpoint as Endpoint;
}
