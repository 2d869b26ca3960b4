import { Stepper } from "@fray/netcode/testing";
import { afterAll, vi } from "vitest";

// Runs before a test file is loaded: the file's server, clients and timers belong to virtual time.
Stepper.current?.close();
Object.assign(globalThis, { frayStepper: new Stepper() });

// The next file has the same process and the same modules.
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
