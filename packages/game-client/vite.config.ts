import { fileURLToPath } from "node:url";
import { constants } from "node:zlib";
import { build, defineConfig, type LibraryOptions, type Plugin } from "vite";
import { compression, defineAlgorithm } from "vite-plugin-compression2";

import { buildIdOf } from "../../build/build-id.ts";
import { phaserParts } from "./phaser-parts.ts";
import { watchHead } from "./watch-head.ts";

/** Compresses within 2 % of the best level, in a fifth of the time. */
const BROTLI_QUALITY = 9;

// Files are compressed once here and not for each visitor. Browsers accept only gzip on an unencrypted connection.
const compressed = compression({
  include: /\.(?:js|css|svg|html)$/,
  algorithms: [
    defineAlgorithm("gzip", { level: 9 }),
    defineAlgorithm("brotliCompress", { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  ],
  logLevel: "silent",
});

const sdkStandIns = {
  find: /^\.{1,2}\/(?:debug-channel|Storage|transport\/H3Transport)\.mjs$/,
  replacement: fileURLToPath(new URL("src/connection/sdk-stand-ins.ts", import.meta.url)),
};

/**
 * Removes parts of zod that no page uses: its conversion of schemas to JSON Schema, and the methods of strings for
 * formats like email addresses. Together they are 8 kB as gzip.
 */
const withoutUnusedZod: Plugin = {
  name: "without-unused-zod",
  apply: "build",
  transform: {
    filter: { id: /\/zod\/v4\/classic\/schemas\.js$/ },
    handler: (code) =>
      code
        .replaceAll(/^\s*inst\._zod\.processJSONSchema = .*;$/gm, "")
        .replaceAll(/\bcreate\w*JSONSchemaMethod\([^)]*\)/g, "undefined")
        .replaceAll(/^\s*\w+\(params\) \{\s*return this\.check\(core\._\w+\(Zod\w+, params\)\);\s*\},$/gm, ""),
  },
};

/** The mode "test" builds the page with the probe for browser tests (`src/test-probe.ts`). */
export default defineConfig(({ command, mode }) => ({
  // Relative, so that a host can serve the page under any path.
  base: "./",
  define: { FRAY_BUILD: JSON.stringify(buildIdOf()) },
  resolve: { alias: command === "build" ? [sdkStandIns] : [] },
  plugins: [
    pageGuard(),
    phaserParts,
    withoutUnusedZod,
    watchHead,
    mode === "test" && !process.env["COMPRESSED"] ? [] : compressed,
  ],
  // Only a module may load the rules of a replay.
  worker: { format: "es" },
  build: {
    outDir: "dist",
    // Inlines nothing: without data: assets the page keeps a strict content security policy.
    assetsInlineLimit: 0,
    // Phaser is one chunk and known to be large.
    chunkSizeWarningLimit: 2048,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // On a busy machine rolldown would warn about the time of this build's own plugins.
      checks: { pluginTimings: false },
      output: {
        codeSplitting: {
          groups: [
            { name: "phaser", test: /[\\/]node_modules[\\/](?:\.pnpm[\\/])?phaser/ },
            // Parts that load later need these of the first load too. A chunk for each would cost 600 B.
            { name: "common", test: /[\\/](?:quantized|body-fields|own-trace|trace-ring)\.ts$/ },
          ],
        },
      },
    },
  },
}));

const GUARD = "src/page-guard.ts";
const GUARD_ASSET = "page-guard.js";

/** Puts a script in old syntax that is no module before all others, so that it also runs where those do not. */
function pageGuard(): Plugin {
  let isServer = false;
  return {
    name: "page-guard",
    configResolved({ command }) {
      isServer = command === "serve";
    },
    async buildStart() {
      if (isServer) return;
      const entry = fileURLToPath(new URL(GUARD, import.meta.url));
      const lib: LibraryOptions = { entry, formats: ["iife"], name: "guard" };
      const options = { configFile: false, logLevel: "error", build: { write: false, target: "es2015", lib } } as const;
      const built = [await build(options)].flat()[0];
      if (!built || !("output" in built)) throw new Error(`${GUARD} was not built`);
      this.emitFile({ type: "asset", name: GUARD_ASSET, source: built.output[0].code });
    },
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        const guard = Object.values(bundle ?? {}).find(
          (file) => file.type === "asset" && file.names.includes(GUARD_ASSET),
        );
        const attrs = guard ? { src: `./${guard.fileName}` } : { type: "module", src: `/${GUARD}` };
        return [{ tag: "script", attrs, injectTo: "head-prepend" }];
      },
    },
  };
}
