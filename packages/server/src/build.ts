import { hashOfFiles } from "@fray/netcode/build";
import { BUILD_ID_LENGTH, SHARED_SOURCES } from "@fray/shared-state/protocol/build-id";
import { fileURLToPath } from "node:url";

/** Set when the program is bundled or packed. */
declare const FRAY_BUILD: string | undefined;

/** The build of this server. In the repository it is computed from the sources that run. */
export const BUILD = typeof FRAY_BUILD === "undefined" ? buildOfSources() : FRAY_BUILD;

function buildOfSources(): string {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  return hashOfFiles(root, SHARED_SOURCES).slice(0, BUILD_ID_LENGTH);
}
