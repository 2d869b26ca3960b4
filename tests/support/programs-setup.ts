import { build } from "./build.ts";
import { BUILT_PROGRAMS } from "./programs.ts";

/** Runs once before any test of processes. */
export const setup = (): Promise<void> => build(BUILT_PROGRAMS);
