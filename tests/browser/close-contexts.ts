import { afterEach } from "vitest";

import { closeContexts } from "./contexts.ts";

afterEach(closeContexts);
