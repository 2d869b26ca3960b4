import type { Endpoint } from "comlink";
import type { MessagePort } from "node:worker_threads";

/** A port of Node's as comlink wants it: all the methods are there, only their types are spelled differently. */
export function endpointOf(port: MessagePort): Endpoint {
  const endpoint: unknown = port;
  return endpoint as Endpoint;
}
