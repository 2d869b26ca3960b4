import { AreaOfInterest } from "@fray/netcode/core";
import { SCREEN_U } from "@fray/shared-state/protocol/screen";

/** Bodies this far off screen are sent. Between two full updates a dash crosses 2 u, less than this. */
const MARGIN_U = 3;

/** What a client is sent of the arena around its screen. */
export const AREA = new AreaOfInterest(SCREEN_U, MARGIN_U);
