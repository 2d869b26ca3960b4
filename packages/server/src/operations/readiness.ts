import type { ServerContext } from "../server-context.ts";
import type { Keeper } from "../storage/keeper.ts";

/** Why a load balancer should send new players elsewhere. */
export type NotReadyReason = "draining" | "storage" | "redis";

/** The services of a server that can fail while it runs; undefined where the host uses none. */
export interface Services {
  readonly keeper: Pick<Keeper, "report"> | undefined;
  readonly peers: { readonly areLost: boolean } | undefined;
}

/** Returns everything that keeps a server from being ready for new players. */
export function notReadyBecause(
  { admission }: Pick<ServerContext, "admission">,
  { keeper, peers }: Services,
): NotReadyReason[] {
  const reasons: NotReadyReason[] = [];
  if (admission.isDraining) reasons.push("draining");
  if (keeper && keeper.report().state !== "ok") reasons.push("storage");
  if (peers?.areLost) reasons.push("redis");
  return reasons;
}
