import { useId } from "preact/hooks";

export interface SwatchesProps {
  readonly label: string;
  /** Index of the chosen option. */
  readonly value: number;
  /** Without a paint an option shows no colour. */
  readonly options: readonly { readonly text: string; readonly paint: string | undefined }[];
  readonly onSet: (index: number) => void;
}

/** A choice of colours. The arrow keys move through it, like through every group of radio buttons. */
export function Swatches({ label, value, options, onSet }: SwatchesProps) {
  const id = useId();
  return (
    <div class="form-row" role="radiogroup" aria-labelledby={id}>
      <span id={id}>
        {label} <small>{options[value]?.text}</small>
      </span>
      <div class="choice swatches">
        {options.map(({ text, paint }, index) => (
          <label key={text} class={index === value ? "picked" : ""} title={text}>
            <input type="radio" name={id} aria-label={text} checked={index === value} onChange={() => onSet(index)} />
            <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
              {paint === undefined ? (
                <path d="M4 20 20 4M12 2a10 10 0 1 0 .1 0Z" fill="none" stroke="currentColor" stroke-width="2" />
              ) : (
                <circle cx="12" cy="12" r="11" fill={paint} />
              )}
            </svg>
          </label>
        ))}
      </div>
    </div>
  );
}
