import type { Difference } from "../comparison.ts";
import { GHOSTS, type Ghost } from "./ghosts.ts";

export interface TimePanelProps {
  /** Number of inputs whose results were compared. */
  readonly compared: number;
  readonly differences: readonly Difference[];
  /** The difference that was gone to last, counted from 0. */
  readonly chosen: number | undefined;
  /** The shown input; undefined where none is known. */
  readonly seq: number | undefined;
  readonly answeredAfterMs: number | undefined;
  readonly othersAgeMs: number | undefined;
  readonly onGo: (difference: number) => void;
}

const WORDS: Readonly<Record<Ghost, string>> = {
  server: "where the server had the body",
  predicted: "where the page predicted it",
  drawn: "where the page drew it",
};

/** Says what the page had predicted wrong, and how late everything was. */
export function TimePanel(props: TimePanelProps) {
  const { compared, differences, chosen, onGo } = props;
  const difference = chosen === undefined ? undefined : differences[chosen];
  return (
    <section class="time-machine panel" aria-label="Time machine">
      <p class="time-summary">
        {differences.length === 0
          ? `Each of ${compared} inputs had the predicted result.`
          : `${differences.length} wrong ${differences.length === 1 ? "prediction" : "predictions"} in ${compared} inputs.`}
      </p>
      {difference && chosen !== undefined ? <Found {...{ difference, chosen }} /> : null}
      {differences.length > 0 && (
        <div class="choices">
          {chosen !== undefined && <Step label="Previous" to={chosen - 1} of={differences.length} onGo={onGo} />}
          <button type="button" class="button" onClick={() => onGo(firstOf(differences))}>
            {chosen === undefined ? "First difference" : "First"}
          </button>
          {chosen !== undefined && <Step label="Next" to={chosen + 1} of={differences.length} onGo={onGo} />}
        </div>
      )}
      <Delays {...props} />
      <ul class="time-legend">
        {GHOSTS.map((ghost) => (
          <li key={ghost}>
            <svg width="24" height="12" aria-hidden="true">
              <path class={`ghost-${ghost}`} d="M0 6H24" />
            </svg>
            {WORDS[ghost]}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the server did to the body explains a difference, so others matter more. */
const firstOf = (differences: readonly Difference[]): number =>
  Math.max(
    0,
    differences.findIndex(({ isHit }) => !isHit),
  );

const Found = ({ difference: { tick, seq, wrong, isHit }, chosen }: { difference: Difference; chosen: number }) => (
  <div class="time-found">
    <p role="status">
      Difference {chosen + 1}: tick {tick}, input {seq}
    </p>
    <table>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Predicted</th>
          <th scope="col">Server</th>
        </tr>
      </thead>
      <tbody>
        {wrong.map(({ name, predicted, server }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{shown(predicted)}</td>
            <td>{shown(server)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    {isHit && <p class="caption">The body was hit in that tick. No page predicts what pushes its body.</p>}
  </div>
);

interface StepProps {
  readonly label: string;
  readonly to: number;
  readonly of: number;
  readonly onGo: (difference: number) => void;
}

const Step = ({ label, to, of, onGo }: StepProps) => (
  <button type="button" class="button quiet" disabled={to < 0 || to >= of} onClick={() => onGo(to)}>
    {label}
  </button>
);

function Delays({ seq, answeredAfterMs, othersAgeMs }: TimePanelProps) {
  if (seq === undefined) return <p class="caption">The page noted nothing of this moment.</p>;
  return (
    <dl class="time-delays">
      <dt>Input</dt>
      <dd>{seq}</dd>
      <dt>Answered after</dt>
      <dd>{milliseconds(answeredAfterMs)}</dd>
      <dt>Others drawn late by</dt>
      <dd>{milliseconds(othersAgeMs)}</dd>
    </dl>
  );
}

const milliseconds = (value: number | undefined): string => (value === undefined ? "?" : `${Math.round(value)} ms`);

const shown = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(4));
