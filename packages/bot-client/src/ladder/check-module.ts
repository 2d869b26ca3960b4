import type { Runtime } from "@fray/netcode/core";
import { z } from "zod";

import { Child } from "../exec/child.ts";
import type { Command } from "../exec/command.ts";
import { Patience, type PatienceLimits } from "./patience.ts";

const Verdict = z.discriminatedUnion("type", [
  z.object({ type: z.literal("module") }),
  z.object({ type: z.literal("refused"), reason: z.string() }),
]);

/**
 * Returns why a module can't be a bot, as the module's host reports it; undefined when it can. A module whose code
 * fails during its import is accepted: its bot stands still, as it would after a later failure.
 */
export async function checkModule(
  runtime: Runtime,
  host: Command,
  limits: PatienceLimits,
): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const accept = (): void => resolve(undefined);
  const command = { file: host.file, args: [...host.args, "--check"] };
  const child = new Child(runtime, command, { line: (text) => resolve(reasonIn(text)), noise: accept, end: accept });
  const patience = new Patience(runtime, limits, () => child.activity);
  patience.start(accept);
  const reason = await promise;
  patience.stop();
  await child.stop(0);
  return reason;
}

function reasonIn(line: string): string | undefined {
  try {
    const verdict = Verdict.parse(JSON.parse(line));
    return verdict.type === "refused" ? verdict.reason : undefined;
  } catch {
    // The line is not a verdict: the module printed it.
    return undefined;
  }
}
