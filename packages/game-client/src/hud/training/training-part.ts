import { lastDevice } from "../../controls/last-device.ts";
import { settings } from "../../settings/settings.ts";
import type { HudInput } from "../hud-input.ts";
import type { Moment, Part } from "../moment.ts";
import { Panel } from "../parts/panel.ts";
import { Course } from "./course.ts";
import { TrainingEnd, TrainingLine } from "./training.tsx";

interface Places {
  /** Where the hints are otherwise. */
  readonly line: HTMLElement;
  readonly dialogs: HTMLElement;
}

/** A minute in which a new player tries what there is, one thing after the other. */
export function createTraining(places: Places, input: HudInput, onPlay: () => void): Part {
  const course = new Course();
  let isTold = false;
  const onStay = (): void => {
    input.dialog = undefined;
  };
  const line = new Panel(places.line, TrainingLine, () => ({
    steps: course.steps,
    seconds: course.secondsLeft,
    isOver: course.isOver,
    device: lastDevice.value,
    bindings: settings.values.bindings,
  }));
  const end = new Panel(places.dialogs, TrainingEnd, () => ({
    open: input.dialog === "training",
    steps: course.steps,
    onPlay,
    onStay,
  }));
  return {
    update(moment: Moment) {
      course.see(moment);
      if (course.isOver && !isTold && input.dialog === undefined) {
        isTold = true;
        input.dialog = "training";
      }
      line.update(moment);
      end.update(moment);
    },
    dispose() {
      line.dispose();
      end.dispose();
    },
  };
}
