import { MODE_TITLES, type Mode } from "@fray/shared-state/match/modes";
import { useState } from "preact/hooks";

import type { PlanView } from "../../connection/room-view.ts";
import { mapTitle } from "../parts/map-title.ts";
import { Row, Select } from "../parts/rows.tsx";

export interface PlanPickerProps {
  readonly plans: readonly PlanView[];
  /** The current map. */
  readonly map: string;
  readonly mode: Mode;
  readonly onPlay: (turn: number) => void;
}

/** Lets the owner start another of the room's rounds at once. */
export function PlanPicker({ plans, map, mode, onPlay }: PlanPickerProps) {
  const now = plans.findIndex((plan) => plan.map === map && plan.mode === mode);
  const [chosen, setChosen] = useState<number>();
  const turn = chosen ?? (now + 1) % Math.max(1, plans.length);
  if (plans.length < 2) return null;
  return (
    <Row label="Play instead">
      {(id) => (
        <>
          <Select
            id={id}
            value={String(turn)}
            options={plans.map((plan, index) => [
              String(index),
              `${mapTitle(plan.map)}, ${MODE_TITLES[plan.mode]}${index === now ? " (now)" : ""}`,
            ])}
            onSet={(value) => setChosen(Number(value))}
          />
          <button type="button" class="button quiet" onClick={() => onPlay(turn)}>
            Play now
          </button>
        </>
      )}
    </Row>
  );
}
