import { EventRecords, RecordLayout } from "@fray/netcode/core";

import { EVENT_NUMBERS, type EventLists } from "../protocol/events.ts";
import { BODY_FIELDS, BODY_GROUPS } from "../schema/body-fields.ts";

/** Name of this serializer in the SDK. */
export const RECORDS_ID = "fray-records";

/** The layout of bodies as records. */
export const BODY_LAYOUT = new RecordLayout(BODY_FIELDS, BODY_GROUPS);

/** The layout of events as records. */
export const EVENT_RECORDS = new EventRecords<EventLists>(EVENT_NUMBERS);
