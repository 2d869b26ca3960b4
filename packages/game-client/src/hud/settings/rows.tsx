import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface RowProps {
  readonly label: string;
  /** What it is set to, where the control itself does not say. */
  readonly note?: string;
  /** Draws the control, with the id that ties it to its label. */
  readonly children: (id: string) => ComponentChildren;
}

/** A setting: what it is called on the left, what it is set to on the right. */
export function Row({ label, note, children }: RowProps) {
  const id = useId();
  return (
    <div class="row">
      <label for={id}>{label}</label>
      {note !== undefined && <output for={id}>{note}</output>}
      {children(id)}
    </div>
  );
}

export interface SliderProps {
  readonly id: string;
  /** 0..1. */
  readonly value: number;
  readonly text: (value: number) => string;
  readonly onSet: (value: number) => void;
}

export function Slider({ id, value, text, onSet }: SliderProps) {
  return (
    <input
      id={id}
      type="range"
      min={0}
      max={1}
      step={0.05}
      value={value}
      aria-valuetext={text(value)}
      onInput={(event) => onSet(event.currentTarget.valueAsNumber)}
    />
  );
}

export interface SwitchProps {
  readonly id: string;
  readonly on: boolean;
  readonly onSet: (on: boolean) => void;
}

export function Switch({ id, on, onSet }: SwitchProps) {
  return (
    <input
      id={id}
      type="checkbox"
      role="switch"
      checked={on}
      onChange={(event) => onSet(event.currentTarget.checked)}
    />
  );
}

export interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, text: string])[];
  readonly onSet: (value: Value) => void;
}

/** One of a few, all of them in sight. */
export function Choice<Value extends string>({ label, value, options, onSet }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div class="row" role="radiogroup" aria-labelledby={id}>
      <span id={id}>{label}</span>
      <div class="choice">
        {options.map(([option, text]) => (
          <label key={option} class={option === value ? "picked" : ""}>
            <input type="radio" name={id} checked={option === value} onChange={() => onSet(option)} />
            {text}
          </label>
        ))}
      </div>
    </div>
  );
}
