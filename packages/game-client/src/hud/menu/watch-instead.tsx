import { later } from "../parts/later.tsx";
import type { WatchLiveProps } from "./watch-live.tsx";

const Later = later(async () => (await import("./watch-live.tsx")).WatchLive);

/** Leads somebody for whom no place is left to where everybody can watch. Few need it, so it is loaded then. */
export const WatchInstead = (props: WatchLiveProps) => <Later onMissing={() => {}} props={props} />;
