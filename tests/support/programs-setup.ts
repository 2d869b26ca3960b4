import { build } from "./build.ts";
import { BUILT_PROGRAMS } from "./programs.ts";

const built = globalThis as { frayPrograms?: Promise<void> };

/** Runs before any test of each group that starts programs; the first builds them for all. */
export const setup = (): Promise<void> => (built.frayPrograms ??= build(BUILT_PROGRAMS));
