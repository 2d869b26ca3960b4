/**
 * The server's side: ticks, inputs, rewind, state for each connection, and guards in front of the decoder. Needs
 * Node.js.
 */
export { Backpressure, type BackpressureOptions, type LimitReach } from "./backpressure/backpressure.ts";
export { CommonPatches } from "./backpressure/common-patches.ts";
export { createEncoder } from "./backpressure/create-encoder.ts";
export { holdChanges } from "./backpressure/held-changes.ts";
export {
  BackpressureControl,
  BACKPRESSURE_LEVELS,
  type DeliveryState,
  type BackpressureLevel,
  type BackpressureLevelName,
} from "./backpressure/backpressure-control.ts";
export { DeliveryProgress } from "./backpressure/delivery-progress.ts";
export { PacedConnection } from "./backpressure/paced-connection.ts";
export { Pace, type IsDue } from "./backpressure/pace.ts";
export { PatientLevel, type Patience } from "./backpressure/patient-level.ts";
export { hangUp, closeConnection } from "./connection/close-connection.ts";
export { writeAtOnce } from "./connection/write-at-once.ts";
export { sendCopies } from "./connection/send-copies.ts";
export { SentBytes } from "./connection/sent-bytes.ts";
export { HEADER_ROOM } from "./connection/frame-header.ts";
export { hasEntered, type Socket, type TransportName } from "./connection/socket.ts";
export { socketOf } from "./connection/socket-of.ts";
export { streamOf } from "./connection/stream-socket.ts";
export { copyMessage, writeFrame } from "./connection/write-frame.ts";
export { AddressLimits, SEAT_WAIT_S, type AddressLimitSettings } from "./guards/address-limits.ts";
export {
  createAddressOf,
  createIsFromProxy,
  isProxyList,
  limitKey,
  overwriteForwarded,
  type AddressOf,
} from "./guards/client-address.ts";
export { MAX_BUFFERED_CHUNKS, MAX_FRAGMENTS, MAX_FRAME_BYTES, guardFrames } from "./guards/frame-guard.ts";
export { createInputShape, type InputShape } from "./guards/input-shape.ts";
export { guardHttp } from "./guards/http-guard.ts";
export { KeyedBuckets } from "./guards/keyed-buckets.ts";
export { KeyedWindows, type WindowLimit } from "./guards/keyed-windows.ts";
export { takeListeners, type UpgradeListener } from "./guards/listeners.ts";
export { ORIGIN, isAllowedOrigin } from "./guards/origin.ts";
export { answerRaw, guardHandshakes } from "./guards/raw-answer.ts";
export { UnfinishedMessages, type ReceivingSocket } from "./guards/unfinished-messages.ts";
export { TokenBucket, type Rate } from "./guards/token-bucket.ts";
export { collectInputs, type CollectOptions, type InputSession, type SessionStep } from "./input/collect-inputs.ts";
export { readPlainInputs } from "./input/input-reader.ts";
export { MAX_CREDIT_STEPS, TimeBank, type InputSource, type Step } from "./input/time-bank.ts";
export { ViewClaims } from "./input/view-claims.ts";
export { DEGRADATION_LEVELS, LoadShedding, type DegradationLevel } from "./overload/load-shedding.ts";
export { isPoll, PollServer, type PollOptions } from "./polling/poll-server.ts";
export { PolledSocket } from "./polling/polled-socket.ts";
export type { PollRefusal } from "./polling/reply.ts";
export { BodyRecords, type TrackedBody } from "./records/body-records.ts";
export { openState } from "./records/open-state.ts";
export { RecordSerializer, type RecordSource } from "./records/record-serializer.ts";
export type { ClientFrames } from "./records/client-frames.ts";
export { nameEncoding } from "./records/name-encoding.ts";
export { RecordView } from "./records/record-view.ts";
export { SmallIds } from "./records/small-ids.ts";
export { LagCompensation, type LagCompensationOptions } from "./rewind/lag-compensation.ts";
export { createAbsent, dropAbsent, isAbsent, type AbsentClient } from "./room/absent-client.ts";
export { returnTokensOf } from "./room/return-tokens.ts";
export { roomOf } from "./room/room-of.ts";
export { SafeRoom, type GuardRefusal, type RoomServices, type RoomStep } from "./room/safe-room.ts";
export { onTick, publishTick, type ObservedTick } from "./tick/tick-channel.ts";
export { driveClock } from "./tick/tick-clock.ts";
export { TickLoop, type TickLoopOptions } from "./tick/tick-loop.ts";
export { TickMetrics, type Percentiles, type TickListener, type TickReport } from "./tick/tick-metrics.ts";
export { TickPhases, type Phased } from "./tick/tick-phases.ts";
export type { BodySchema, SchemaBody } from "./views/body-schema.ts";
export { BodyViews } from "./views/body-views.ts";
export { StockView } from "./views/stock-view.ts";
