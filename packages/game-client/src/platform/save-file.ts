import type { Runtime } from "@fray/netcode/core";

/** The browser has begun to save a file by then. */
const SAVED_MS = 60_000;

/** Lets the browser save a file. */
export function saveFile(runtime: Runtime, name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  runtime.setTimeout(() => URL.revokeObjectURL(address), SAVED_MS, { background: true });
}
