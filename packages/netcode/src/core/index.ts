/**
 * Code that both ends of a connection use: bytes, positions, areas of interest. It runs anywhere and uses
 * no sockets.
 */
export { createRandom, type Random } from "./random.ts";
export { systemRuntime, wait, type Runtime, type Timer, type TimerOptions } from "./runtime.ts";
export { ByteReader, FrameError } from "./bytes/byte-reader.ts";
export { ByteWriter } from "./bytes/byte-writer.ts";
export { Checkpoints } from "./checkpoints.ts";
export { distanceBetween, squaredDistance } from "./geometry/distance.ts";
export { screenCentre } from "./interest/screen-centre.ts";
export { AreaOfInterest, boundsOf, type Bounds, type Size, type Viewed } from "./interest/area-of-interest.ts";
export { Interest, type InterestOptions, type InterestPolicy } from "./interest/interest.ts";
export { ObserverIndex } from "./interest/observer-index.ts";
export { Observer, type Viewpoint } from "./interest/observer.ts";
export { SpatialGrid, type Placed } from "./interest/spatial-grid.ts";
export type { View } from "./interest/view.ts";
export { joinDashedValues } from "./join-dashed-values.ts";
export { namesOf } from "./names-of.ts";
export {
  HELD,
  KEY_BYTES,
  MAX_EXCHANGE_BYTES,
  POLL_PATH,
  readAnswer,
  readExchange,
  writeAnswer,
  writeExchange,
  type Answer,
  type Exchange,
} from "./polling/exchange.ts";
export { closeFrame, FRAME, readClose, readFrames, writeFrames, type Frame, type FrameKind } from "./polling/frames.ts";
export { InOrder } from "./polling/in-order.ts";
export { PROBE, RecordReader, writeNumber, writeRecord, type StreamRecord } from "./polling/records.ts";
export { BodyPart } from "./records/body-part.ts";
export { EventRecords, MAX_EVENT_BYTES, type EventsOf } from "./records/event-records.ts";
export {
  BOOLEAN,
  bytesOf,
  emptyBody,
  quantized,
  UINT16,
  UINT32,
  UINT8,
  type Field,
  type Fields,
  type FieldType,
  type RecordedBody,
  type ValuesOf,
} from "./records/field.ts";
export { followRecords } from "./records/follow-records.ts";
export { compileCopy, copyProperties, type CopyProperties } from "./records/property-access.ts";
export {
  fromSteps,
  quantizer,
  scaleOf,
  toSteps,
  toWrappedSteps,
  type Quantizer,
  type Range,
} from "./records/quantizer.ts";
export { RecordDecoder, type RecordedState } from "./records/record-decoder.ts";
export { PART } from "./records/record-frame.ts";
export { PastViews, type Discontinuities, type PastView, type PastViewsOptions } from "./rewind/past-views.ts";
export { PositionHistory } from "./rewind/position-history.ts";
export { RecordLayout, type Row, type SentNumbers } from "./records/record-layout.ts";
export type { GroupCoding, GroupCodings } from "./records/record-plan.ts";
export { schemaFields } from "./records/schema-fields.ts";
