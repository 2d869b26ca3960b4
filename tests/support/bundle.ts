import { fileURLToPath } from "node:url";
import { build } from "vite";

/**
 * A module of the tests and all it imports as one classic script, for a page to run that no server has built: its exports
 * are properties of the global `name`. `path` is relative to `tests/`.
 */
export async function bundle(path: string, name: string): Promise<string> {
  const entry = fileURLToPath(new URL(`../${path}`, import.meta.url));
  const [output] = [
    await build({
      configFile: false,
      logLevel: "error",
      build: { write: false, minify: false, lib: { entry, formats: ["iife"], name } },
    }),
  ].flat();
  if (!output || !("output" in output)) throw new Error(`${path} was not built`);
  return output.output[0].code;
}
