import type { Runtime } from "@fray/netcode/core";

import { later } from "../parts/later.tsx";

const Later = later(async () => (await import("./watch-live.tsx")).WatchLive);

export interface WatchInsteadProps {
  readonly runtime: Runtime;
  /** The room that is full; undefined for all of them. */
  readonly roomId: string | undefined;
}

/** Leads somebody for whom no place is left to where everybody can watch. Few need it, so it is loaded then. */
export const WatchInstead = (props: WatchInsteadProps) => <Later onMissing={() => {}} props={props} />;
