import { generateId } from "@colyseus/core";
import { Stepper } from "@fray/netcode/testing";
import { afterAll, vi } from "vitest";

/** The framework draws the bytes of so many ids at once. */
const IDS_DRAWN = 128;

// Runs before a test file is loaded: the file's server, clients and timers belong to virtual time.
Stepper.current?.close();
// Each file begins with the same seed, so bytes that the last one has left would come again: two sessions of a room would have one id.
for (let id = 0; id < IDS_DRAWN; id++) generateId();
Object.assign(globalThis, { frayStepper: new Stepper() });

// The next file has the same process and the same modules.
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
