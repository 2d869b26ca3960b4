import { AreaOfInterest } from "@fray/netcode/core";
import { SCREEN_U } from "@fray/shared-state/protocol/screen";

/** Bodies up to this far off screen are sent. Between two full updates a dash moves a body by 2 u, which is less. */
const MARGIN_U = 3;

/** The area of interest of a client: its screen and a margin. */
export const AREA = new AreaOfInterest(SCREEN_U, MARGIN_U);
