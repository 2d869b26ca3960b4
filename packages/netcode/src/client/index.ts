/** The client's side, in a browser or in Node.js: prediction, playback, pace and the watch over the connection. */
export { ErrorSmoothing, type ErrorSmoothingOptions } from "./error-smoothing.ts";
export { InputClock } from "./input-clock.ts";
export { leaveRoom } from "./leave-room.ts";
export { LineWatch } from "./line-watch.ts";
export { Pacer, type Paced } from "./pacer.ts";
export { pause, whenAborted } from "./pause.ts";
export { PlaybackClock } from "./playback-clock.ts";
export { simulateLine, type SimulatedLine } from "./simulated-line.ts";
export { SnapshotBuffer, type Pose, type Snapshot } from "./snapshot-buffer.ts";
export { countPatches, type Traffic } from "./traffic.ts";
export { withinLimit } from "./within-limit.ts";
