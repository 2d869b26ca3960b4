import { defineConfig } from "vite";

export default defineConfig({
  // Relative, so that a host can serve the page under any path.
  base: "./",
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
});
