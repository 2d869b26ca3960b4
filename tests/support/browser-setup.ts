import { buildTestPage } from "./test-page.ts";

/** Runs once before any browser test. */
export const setup = buildTestPage;
