import { Stepper } from "@fray/netcode/testing";

// Runs before a test file is loaded: the file's server, clients and timers belong to virtual time.
Object.assign(globalThis, { frayStepper: new Stepper() });
