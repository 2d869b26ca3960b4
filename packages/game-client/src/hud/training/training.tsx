import type { Device } from "../../controls/last-device.ts";
import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import type { Bindings } from "../../settings/bindings.ts";
import { clock } from "../../words/clock.ts";
import { hintOf } from "../fight/hints.ts";
import { Dialog } from "../parts/dialog.tsx";
import type { Step } from "./course.ts";
import "./training.css";

export interface TrainingProps {
  readonly steps: readonly Step[];
  readonly seconds: number;
  readonly isOver: boolean;
  readonly device: Device;
  readonly bindings: Bindings;
}

const KILL = "Kill the bot: aim at it and fire until it falls";

const textOf = ({ name }: Step): string => {
  if (name === "kill") return KILL;
  const { text } = hintOf(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** The next thing to try, and how much of the minute is left. */
export function TrainingLine({ steps, seconds, isOver, device, bindings }: TrainingProps) {
  const next = steps.find(({ isDone }) => !isDone);
  if (isOver || !next) return null;
  const press = next.name === "kill" ? "" : hintOf(next.name).press(device, bindings);
  return (
    <section class="training panel" aria-label="Training">
      <p class="caption">
        Training <span role="timer">{clock(seconds)}</span>
        <span
          class="dots"
          aria-label={`${steps.filter(({ isDone }) => isDone).length} of ${steps.length} done`}
          role="img"
        >
          {steps.map(({ name, isDone }) => (
            <i key={name} class={isDone ? "done" : ""} />
          ))}
        </span>
      </p>
      <p role="status">
        {press !== "" && <kbd class="key">{press}</kbd>} {textOf(next)}
      </p>
    </section>
  );
}

export interface TrainingEndProps {
  readonly open: boolean;
  readonly steps: readonly Step[];
  readonly onPlay: () => void;
  readonly onStay: () => void;
}

/** How the training went, and the way into a real fight. */
export function TrainingEnd({ open, steps, onPlay, onStay }: TrainingEndProps) {
  if (!open) return null;
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <Dialog title={done === steps.length ? "You know it all" : "The minute is over"} onClose={onStay}>
      <ul class="training-steps" aria-label={`${done} of ${steps.length} done`}>
        {steps.map((step) => (
          <li key={step.name} class={step.isDone ? "done" : ""}>
            <GlyphIcon
              glyph={step.isDone ? ICONS.check : ICONS.close}
              size={20}
              label={step.isDone ? "Done" : "Not yet"}
            />
            {textOf(step)}
          </li>
        ))}
      </ul>
      <div class="training-ways">
        <button type="button" class="button" data-first onClick={onPlay}>
          Play
        </button>
        <button type="button" class="button quiet" onClick={onStay}>
          Stay here
        </button>
      </div>
    </Dialog>
  );
}
