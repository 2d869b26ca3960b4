import { constants } from "node:zlib";
import { defineConfig } from "vite";
import { compression, defineAlgorithm } from "vite-plugin-compression2";

/** Within 2 % of the best there is, in a fifth of the time. */
const BROTLI_QUALITY = 9;

// Compressed once here rather than for each visitor; browsers take gzip where a line is not encrypted.
const compressed = compression({
  include: /\.(?:js|css|svg|html)$/,
  algorithms: [
    defineAlgorithm("gzip", { level: 9 }),
    defineAlgorithm("brotliCompress", { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  ],
  logLevel: "silent",
});

/** The mode "test" builds the page with the probe that browser tests look through (`src/test-probe.ts`). */
export default defineConfig(({ mode }) => ({
  // Relative, so that a host can serve the page under any path.
  base: "./",
  plugins: mode === "test" ? [] : [compressed],
  build: {
    outDir: "dist",
    // Nothing inlined: a page without data: assets keeps a strict content security policy.
    assetsInlineLimit: 0,
    // Phaser is one chunk of its own and known to be large.
    chunkSizeWarningLimit: 2048,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: "phaser", test: /[\\/]node_modules[\\/](?:\.pnpm[\\/])?phaser/ }] },
      },
    },
  },
}));
