/** The client's side, in a browser or in Node.js: prediction, playback, pacing and connection monitoring. */
export { askOnce, askRepeatedly } from "./connection/ask-repeatedly.ts";
export { joinRecords } from "./connection/join-records.ts";
export { leaveRoom } from "./connection/leave-room.ts";
export { ConnectionWatch } from "./connection/connection-watch.ts";
export { followRoom, redirectLostRoom, redirectRoom, type Destination } from "./connection/redirect-room.ts";
export { simulateDelay, type SimulatedDelay } from "./connection/simulated-delay.ts";
export { countPatches, type Traffic } from "./connection/traffic.ts";
export { Pacer, type Paced } from "./pace/pacer.ts";
export { pause, whenAborted } from "./pace/pause.ts";
export { withinLimit } from "./pace/within-limit.ts";
export { PlaybackClock } from "./playback/playback-clock.ts";
export { RemoteBodies, type RemoteBody } from "./playback/remote-bodies.ts";
export { SnapshotBuffer, type Pose, type Snapshot } from "./playback/snapshot-buffer.ts";
export { ErrorSmoothing, type ErrorSmoothingOptions } from "./prediction/error-smoothing.ts";
export { InputClock } from "./prediction/input-clock.ts";
export { InputSender } from "./prediction/input-sender.ts";
export { PredictedBody, type PredictedBodyOptions } from "./prediction/predicted-body.ts";
export { type ChoosingTransport } from "./transport/choosing-transport.ts";
export {
  TransportChoice,
  type ChoiceMemory,
  type TransportMode,
  type TransportName,
  type Tried,
} from "./transport/transport-choice.ts";
export { paceDepth, TransportClient, transportOf } from "./transport/transport-client.ts";
