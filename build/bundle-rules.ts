import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const ENTRY = fileURLToPath(new URL("../packages/shared-state/src/replay/rules-file.ts", import.meta.url));

/** The rules as one file. */
export interface RulesBundle {
  readonly code: string;
  /** SHA-256 of the code in hex. */
  readonly hash: string;
}

/** Bundles the rules and the player of replays into one module for browsers, workers and Node. */
export async function bundleRules(): Promise<RulesBundle> {
  const bundle = await rolldown({
    input: ENTRY,
    platform: "neutral",
    logLevel: "warn",
    // Modules that only declare what is synced are left out.
    treeshake: { moduleSideEffects: false },
  });
  try {
    const { output } = await bundle.generate({ format: "esm", minify: true, codeSplitting: false });
    const { code } = output[0];
    return { code, hash: createHash("sha256").update(code).digest("hex") };
  } finally {
    await bundle.close();
  }
}
