/** A server and its clients in one process and in virtual time, for tests of your game. */
export { Link, type LinkOptions, type WebSocketFate } from "./link.ts";
export { Stepper, type Dialled, type StepperOptions } from "./stepper.ts";
export type { VirtualSocket } from "./virtual-socket.ts";
