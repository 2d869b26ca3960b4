/**
 * A round that is still being played is published as fragments. Each has this many seconds of it, and its number says
 * which. The time of a fragment begins with the recording.
 */
export const FRAGMENT_SECONDS = 2;
