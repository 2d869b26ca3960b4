import type { Keeper } from "../storage/keeper.ts";

/** Why a load balancer should send new players elsewhere. */
export type NotReadyReason = "draining" | "storage" | "redis";

/** The services of a server that can fail while it runs; undefined where the host uses none. */
export interface Services {
  readonly keeper: Pick<Keeper, "report"> | undefined;
  readonly peers: { readonly areLost: boolean } | undefined;
}

/** A server that may be about to stop. */
export interface Drained {
  readonly admission: { readonly isDraining: boolean };
}

/** Returns everything that keeps a server from being ready for new players. */
export function notReadyBecause({ admission }: Drained, { keeper, peers }: Services): NotReadyReason[] {
  const reasons: NotReadyReason[] = [];
  if (admission.isDraining) reasons.push("draining");
  if (keeper && keeper.report().state !== "ok") reasons.push("storage");
  if (peers?.areLost) reasons.push("redis");
  return reasons;
}
