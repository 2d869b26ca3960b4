import type { Arena } from "@fray/shared-state/arena/arena";

import type { Frame, Point } from "../connection/frame.ts";
import { optional } from "../platform/optional.ts";
import { settings } from "../settings/settings.ts";
import { Changes } from "./changes.ts";
import { cuesOf, own, type Cue } from "./cues.ts";
import { Mixer } from "./mixer.ts";
import { place } from "./placement.ts";
import { isMelody, type SoundName } from "./recipes.ts";
import { SoundBank } from "./sound-bank.ts";

/** Of pellets that strike together two are heard: the rest would only be louder. */
const SAME_PER_FRAME = 2;
/** How far the pitch of a playing may be off, as a share. */
const PITCH_VARIATION = 0.05;

interface Output {
  readonly context: AudioContext;
  readonly mixer: Mixer;
  readonly bank: SoundBank;
}

/** What the page sounds like: nothing until the first gesture, as browsers ask, and nothing while nobody looks at it. */
class Sound {
  readonly #changes = new Changes();
  #output: Output | undefined;

  constructor() {
    for (const gesture of ["pointerup", "keydown"]) addEventListener(gesture, () => this.#wake(), { capture: true });
    document.addEventListener("visibilitychange", () => this.#followPage());
    document.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("button")) this.#play(own("click"), NOWHERE);
    });
    settings.subscribe(() => this.#followSettings());
    if (optional(() => navigator.userActivation.hasBeenActive)) this.#wake();
  }

  /** Plays what a frame of a game sounds like where it looks. `now` in ms. */
  hear(frame: Frame, arena: Arena, now: number): void {
    const heard = new Map<SoundName, number>();
    const changes = this.#changes.cues(frame, now);
    for (const cue of [...frame.happenings.flatMap((happening) => cuesOf(happening, frame)), ...changes]) {
      const times = heard.get(cue.sound) ?? 0;
      heard.set(cue.sound, times + 1);
      if (times < SAME_PER_FRAME) this.#play(cue, frame.focus, arena);
    }
  }

  /** Nothing is queued for later: what could not be heard when it happened is over. */
  #play(cue: Cue, listener: Point, arena?: Arena): void {
    optional(() => this.#playNow(cue, listener, arena));
  }

  #playNow({ sound, at, priority }: Cue, listener: Point, arena: Arena | undefined): void {
    if (this.#output?.context.state !== "running" || volume() === 0) return;
    const { bank, mixer } = this.#output;
    const buffer = bank.get(sound);
    if (!buffer) return;
    const rate = isMelody(sound) ? 1 : 1 + (Math.random() * 2 - 1) * PITCH_VARIATION;
    const muffled = at !== undefined && arena?.sees(listener.x, listener.y, at.x, at.y) === false;
    mixer.play(buffer, { ...place(listener, at ?? listener), rate, muffled, priority });
  }

  /** Called within a gesture, which is when browsers let sound begin. */
  #wake(): void {
    // A machine without sound: the game goes on in silence.
    this.#output ??= optional(open);
    this.#followSettings();
    this.#followPage();
  }

  #followSettings(): void {
    optional(() => {
      if (this.#output) this.#output.mixer.volume = volume();
    });
  }

  #followPage(): void {
    const context = this.#output?.context;
    // Without a gesture it stays suspended; the next one asks again.
    void optional(() => (document.hidden ? context?.suspend() : context?.resume()));
  }
}

function open(): Output {
  const context = new AudioContext({ latencyHint: "interactive" });
  const bank = new SoundBank(context.sampleRate);
  void optional(() => bank.prepare());
  return { context, mixer: new Mixer(context), bank };
}

/** Where the page itself is heard. */
const NOWHERE: Point = { x: 0, y: 0 };

/** 0..1 */
function volume(): number {
  const { muted, volume: level } = settings.values;
  return muted ? 0 : level;
}

export const sound = new Sound();
