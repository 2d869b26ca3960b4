/** Asked by whatever restarts a process that hangs. */
export const LIVE_PATH = "/health/live";
/** Asked by load balancers. */
export const READY_PATH = "/health/ready";
/** HTTP status while new players should go elsewhere. */
export const UNAVAILABLE = 503;
