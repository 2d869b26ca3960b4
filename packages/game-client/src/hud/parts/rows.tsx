import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import "./rows.css";

export interface RowProps {
  readonly label: string;
  /** The current value as text, where the control itself does not show it. */
  readonly note?: string;
  /** Draws the control with the id that its label refers to. */
  readonly children: (id: string) => ComponentChildren;
}

/** A row of a form: the label on the left, the control on the right. */
export function Row({ label, note, children }: RowProps) {
  const id = useId();
  return (
    <div class="form-row">
      <label for={id}>{label}</label>
      {note !== undefined && <output for={id}>{note}</output>}
      {children(id)}
    </div>
  );
}

export interface SliderProps {
  readonly id: string;
  /** The current value, `min` to `max`; by default 0..1. */
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly text: (value: number) => string;
  readonly onSet: (value: number) => void;
}

export function Slider({ id, value, min = 0, max = 1, step = 0.05, text, onSet }: SliderProps) {
  return (
    <input
      id={id}
      type="range"
      min={min}
      max={max}
      step={step}
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

/** A choice between a few options that are all visible. */
export function Choice<Value extends string>({ label, value, options, onSet }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div class="form-row" role="radiogroup" aria-labelledby={id}>
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

export interface SelectProps<Value extends string> {
  readonly id: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, text: string])[];
  readonly onSet: (value: Value) => void;
}

/** A choice from a longer list of options. */
export function Select<Value extends string>({ id, value, options, onSet }: SelectProps<Value>) {
  return (
    <select
      id={id}
      class="field"
      value={value}
      onChange={({ currentTarget: { selectedIndex } }) => {
        const [chosen] = options[selectedIndex] ?? [];
        if (chosen !== undefined) onSet(chosen);
      }}
    >
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  );
}
