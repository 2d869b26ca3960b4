import { fileURLToPath } from "node:url";

import { hashOfFiles } from "../packages/netcode/src/build/index.ts";
import { BUILD_ID_LENGTH, SHARED_SOURCES } from "../packages/shared-state/src/protocol/build-id.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Returns the id of the build of the sources in `root`, which a bundler puts in place of `FRAY_BUILD`. */
export const buildIdOf = (root = ROOT): string => hashOfFiles(root, SHARED_SOURCES).slice(0, BUILD_ID_LENGTH);
