import { MODE_TITLES, type Mode } from "@fray/shared-state/match/modes";
import { ROOM_OPTIONS } from "@fray/shared-state/protocol/room-options";

import type { Standing } from "../../connection/frame.ts";
import type { Game } from "../../connection/game-connection.ts";
import type { RoomView } from "../../connection/room-view.ts";
import { Dialog } from "../parts/dialog.tsx";
import { mapTitle } from "../parts/map-title.ts";
import { Row, Switch } from "../parts/rows.tsx";
import "../parts/groups.css";
import { OwnedPeople } from "./owned-people.tsx";
import "./owner-dialog.css";
import { PlanPicker } from "./plan-picker.tsx";

export interface OwnerDialogProps {
  readonly room: RoomView;
  readonly people: readonly Standing[];
  /** The current map. */
  readonly map: string;
  readonly mode: Mode;
  readonly onOrder: Game["order"];
  readonly onClose: () => void;
}

/** All commands that only the owner of a room can give. */
export function OwnerDialog({ room, people, map, mode, onOrder, onClose }: OwnerDialogProps) {
  const { bots, locked, plans } = room;
  const setBots = (count: number): void => onOrder("bots", { count });
  return (
    <Dialog title="Manage room" wide onClose={onClose}>
      <div class="manage groups">
        <fieldset>
          <legend>People</legend>
          <OwnedPeople people={people} onOrder={onOrder} />
        </fieldset>
        <fieldset>
          <legend>
            Round: {MODE_TITLES[mode]} on {mapTitle(map)}
          </legend>
          <PlanPicker {...{ plans, map, mode }} onPlay={(turn) => onOrder("play", { turn })} />
          <button type="button" class="button quiet" onClick={() => onOrder("restart", {})}>
            Restart this round
          </button>
        </fieldset>
        <fieldset>
          <legend>Room</legend>
          <div class="form-row" role="group" aria-label="Bots">
            <span>Bots fill up to</span>
            <button
              type="button"
              class="step"
              aria-label="One bot less"
              disabled={bots <= ROOM_OPTIONS.bots.min}
              onClick={() => setBots(bots - 1)}
            >
              –
            </button>
            <output aria-live="polite">{bots}</output>
            <button
              type="button"
              class="step"
              aria-label="One bot more"
              disabled={bots >= ROOM_OPTIONS.bots.max}
              onClick={() => setBots(bots + 1)}
            >
              +
            </button>
          </div>
          <Row label="Locked: no one else can join">
            {(id) => <Switch id={id} on={locked} onSet={(on) => onOrder("lock", { locked: on })} />}
          </Row>
        </fieldset>
      </div>
    </Dialog>
  );
}
