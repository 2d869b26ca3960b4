import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

import { configFor } from "../../rolldown.config.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Builds the programs into `folder`, as `npm run build` does into `dist/`. The page has to be built already. */
export async function build(folder: string): Promise<void> {
  const { output, ...input } = configFor(folder);
  const bundle = await rolldown({ ...input, cwd: ROOT });
  for (const one of [output ?? {}].flat()) await bundle.write(one);
  await bundle.close();
}
