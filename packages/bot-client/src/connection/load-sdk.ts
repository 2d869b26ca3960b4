import type * as Sdk from "@colyseus/sdk";

let sdk: Promise<typeof Sdk> | undefined;

/**
 * The Colyseus SDK, muted. It tells the console about every reconnection, on stdout, where a report for programs
 * goes; whatever matters of it (drops, close codes, failed joins) is in the report anyway.
 */
export function loadSdk(): Promise<typeof Sdk> {
  sdk ??= import("@colyseus/sdk").then((loaded) => {
    console.info = () => {};
    console.warn = () => {};
    return loaded;
  });
  return sdk;
}
