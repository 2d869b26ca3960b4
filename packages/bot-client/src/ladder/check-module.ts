import { z } from "zod";

import { Child } from "../exec/child.ts";
import type { Command } from "../exec/command.ts";
import { Patience, type PatienceLimits } from "./patience.ts";

const Verdict = z.discriminatedUnion("type", [
  z.object({ type: z.literal("module") }),
  z.object({ type: z.literal("refused"), reason: z.string() }),
]);

/**
 * Why a module can't be a bot, as its host says; undefined when it can. One whose code misbehaves while it is imported
 * can: it stands still, as it would when it misbehaved later.
 */
export async function checkModule(host: Command, limits: PatienceLimits): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const accept = (): void => resolve(undefined);
  const command = { file: host.file, args: [...host.args, "--check"] };
  const child = new Child(command, { line: (text) => resolve(reasonIn(text)), noise: accept, end: accept });
  const patience = new Patience(limits, () => child.activity);
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
    // The module itself has written this.
    return undefined;
  }
}
