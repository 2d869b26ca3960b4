import { fileURLToPath } from "node:url";
import { build } from "vite";

import { buildIdOf } from "../../../build/build-id.ts";

/** The folder of the built page, which a server sends in place of the game's. */
export const CONNECTION_PAGE = fileURLToPath(
  new URL("../../../node_modules/.cache/pages/transports/", import.meta.url),
);

/** Builds the page of the connection layer. */
export async function buildConnectionPage(): Promise<void> {
  await build({
    root: fileURLToPath(new URL(".", import.meta.url)),
    base: "./",
    configFile: false,
    logLevel: "warn",
    define: { FRAY_BUILD: JSON.stringify(buildIdOf()) },
    build: { outDir: CONNECTION_PAGE, emptyOutDir: true, assetsInlineLimit: 0 },
  });
}
