import type { ICONS } from "../../icons/icons.ts";
import { clock } from "../../words/clock.ts";
import { SPEEDS, type Speed } from "../playback.ts";
import type { Mark } from "../timeline-marks.ts";
import type { ReplayAction } from "./actions.ts";
import { BarButton } from "./bar-button.tsx";
import "./replay-bar.css";
import { Timeline } from "./timeline.tsx";

export interface ReplayBarProps {
  readonly playing: boolean;
  readonly waiting: boolean;
  /** Tenths of a second from the beginning. */
  readonly tenths: number;
  /** Length in s. */
  readonly length: number;
  /** The second of the round at which the timeline begins. */
  readonly offset: number;
  /** About how old the picture of a round is that is being played, in s; undefined for a replay. */
  readonly age: number | undefined;
  readonly speed: Speed;
  readonly marks: readonly Mark[];
  /** The followed player's name; undefined for the free camera. */
  readonly followed: string | undefined;
  readonly seesAsPlayer: boolean;
  /** How old the followed player's picture was, in ms; undefined while everything is shown. */
  readonly ageMs: number | undefined;
  readonly isAgeStated: boolean;
  /** What has just been done, for a moment; "" for nothing. */
  readonly notice: string;
  /** Seconds of a clip that are still to be recorded; undefined while none is recorded. */
  readonly clipLeft: number | undefined;
  /** Whether the scoreboard is shown. */
  readonly scores: boolean;
  readonly canClip: boolean;
  readonly canLink: boolean;
  /** Whether the round that followed can be shown. */
  readonly hasNext: boolean;
  readonly onAct: (action: ReplayAction) => void;
  /** Goes to a moment, in s from the beginning. */
  readonly onSeek: (second: number) => void;
  readonly onSpeed: (speed: Speed) => void;
}

const LABELS: Readonly<Record<Speed, string>> = {
  0.125: "1/8×",
  0.25: "1/4×",
  0.5: "1/2×",
  1: "1×",
  2: "2×",
  4: "4×",
  8: "8×",
};

/** Everything that somebody needs to watch a replay, below the arena. */
export function ReplayBar(props: ReplayBarProps) {
  const { playing, tenths, length, offset, age, marks, notice, onAct, onSeek } = props;
  const second = tenths / 10;
  const act = (icon: keyof typeof ICONS, label: string, action: ReplayAction) => (
    <BarButton icon={icon} label={label} onClick={() => onAct(action)} />
  );
  return (
    <section class="replay-bar panel" aria-label="Replay">
      <Timeline {...{ second, length, marks, onSeek }} />
      <div class="replay-row">
        <div class="replay-group">
          {act("tickBack", "One tick back", "tickBack")}
          {act(playing ? "pause" : "start", playing ? "Pause" : "Play", "toggle")}
          {act("tickForward", "One tick forward", "tickForward")}
          <span class="replay-time">
            <b>{clock(Math.floor(offset + second))}</b>
            {age === undefined ? (
              ` / ${clock(Math.ceil(offset + length))}`
            ) : (
              <Live age={age} onClick={() => onAct("end")} />
            )}
          </span>
          <Speeds {...props} />
        </div>
        <Followed {...props} />
        <Tools {...props} />
      </div>
      <div class="replay-above">
        <p class="replay-notice" role="status">
          {props.waiting ? "Loading…" : notice}
        </p>
        {props.hasNext && (
          <button type="button" class="button" onClick={() => onAct("nextRound")}>
            Next round
          </button>
        )}
      </div>
    </section>
  );
}

/** Says how late a round is shown that is being played. It leads to the newest moment. */
const Live = ({ age, onClick }: { readonly age: number; readonly onClick: () => void }) => (
  <button type="button" class="replay-live" title="Go to the newest moment" onClick={onClick}>
    Live, {age} s late
  </button>
);

const Speeds = ({ speed, onSpeed }: ReplayBarProps) => (
  <select
    class="replay-speed"
    aria-label="Speed"
    value={String(speed)}
    onChange={({ currentTarget: { value } }) => onSpeed(SPEEDS.find((each) => String(each) === value) ?? 1)}
  >
    {SPEEDS.map((each) => (
      <option key={each} value={String(each)}>
        {LABELS[each]}
      </option>
    ))}
  </select>
);

function Followed({ followed, seesAsPlayer, ageMs, isAgeStated, onAct }: ReplayBarProps) {
  const delay = ageMs === undefined ? "Everything" : `Others ${isAgeStated ? "" : "about "}${ageMs} ms late`;
  return (
    <div class="replay-group">
      <BarButton icon="previous" label="Previous player" onClick={() => onAct("previous")} />
      <p class="replay-followed">
        <b>{followed ?? "Free camera"}</b>
        <span class="caption">{delay}</span>
      </p>
      <BarButton icon="next" label="Next player" onClick={() => onAct("next")} />
      <BarButton icon="roam" label="Free camera" pressed={followed === undefined} onClick={() => onAct("free")} />
      <BarButton icon="eye" label="What that player saw" pressed={seesAsPlayer} onClick={() => onAct("sight")} />
    </div>
  );
}

function Tools({ scores, canLink, canClip, clipLeft, onAct }: ReplayBarProps) {
  return (
    <div class="replay-group">
      <BarButton icon="list" label="Scoreboard" pressed={scores} onClick={() => onAct("scores")} />
      {canLink && <BarButton icon="link" label="Link to this moment" onClick={() => onAct("link")} />}
      <BarButton icon="download" label="Download the replay" onClick={() => onAct("download")} />
      {canClip && (
        <BarButton
          icon="clip"
          label={clipLeft === undefined ? "Save the last 10 seconds as a clip" : "Stop recording the clip"}
          pressed={clipLeft !== undefined}
          onClick={() => onAct("clip")}
        />
      )}
      <BarButton icon="info" label="Help" onClick={() => onAct("help")} />
      <BarButton icon="close" label="Back to the menu" onClick={() => onAct("leave")} />
    </div>
  );
}
