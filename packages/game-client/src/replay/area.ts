import { AreaOfInterest } from "@fray/netcode/core";
import { SCREEN_U } from "@fray/shared-state/protocol/screen";

/** Bodies up to this far off screen are sent. */
const MARGIN_U = 3;

/** The area around a body that its player was sent, as the server computes it. */
export const AREA = new AreaOfInterest(SCREEN_U, MARGIN_U);
