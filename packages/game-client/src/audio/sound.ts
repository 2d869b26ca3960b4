import type { Runtime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";

import type { Frame, Point } from "../connection/frame.ts";
import { optional } from "../platform/optional.ts";
import { settings } from "../settings/settings.ts";
import { Changes } from "./changes.ts";
import { Mixer } from "./mixer.ts";
import { place } from "./placement.ts";
import { isMelody, type SoundName } from "./recipes.ts";
import { SoundBank } from "./sound-bank.ts";
import { soundTriggersOf, own, type SoundTrigger } from "./sound-triggers.ts";

/** When pellets hit together, at most this many are played: more would only be louder. */
const SAME_PER_FRAME = 2;
/** Largest random change of the pitch, as a fraction. */
const PITCH_VARIATION = 0.05;

interface Output {
  readonly context: AudioContext;
  readonly mixer: Mixer;
  readonly bank: SoundBank;
}

/**
 * The sound of the page. It is silent until the first user gesture, because browsers require a gesture, and while the
 * page is hidden.
 */
export class Sound {
  readonly #runtime: Runtime;
  readonly #changes = new Changes();
  #output: Output | undefined;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    for (const gesture of ["pointerup", "keydown"]) addEventListener(gesture, () => this.#wake(), { capture: true });
    document.addEventListener("visibilitychange", () => this.#followPage());
    document.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("button")) this.#play(own("click"), NOWHERE);
    });
    settings.subscribe(() => this.#followSettings());
    if (optional(() => navigator.userActivation.hasBeenActive)) this.#wake();
  }

  /** Plays the sounds of a frame as heard from its focus. `now` is in ms. */
  hear(frame: Frame, arena: Arena, now: number): void {
    const played = new Map<SoundName, number>();
    const changes = this.#changes.triggers(frame, now);
    for (const trigger of [...frame.events.flatMap((event) => soundTriggersOf(event, frame)), ...changes]) {
      const times = played.get(trigger.sound) ?? 0;
      played.set(trigger.sound, times + 1);
      if (times < SAME_PER_FRAME) this.#play(trigger, frame.focus, arena);
    }
  }

  /** No sound is queued: a sound that could not be played at its time is dropped. */
  #play(trigger: SoundTrigger, listener: Point, arena?: Arena): void {
    optional(() => this.#playNow(trigger, listener, arena));
  }

  #playNow({ sound, at, priority }: SoundTrigger, listener: Point, arena: Arena | undefined): void {
    if (this.#output?.context.state !== "running" || volume() === 0) return;
    const { bank, mixer } = this.#output;
    const buffer = bank.get(sound);
    if (!buffer) return;
    const rate = isMelody(sound) ? 1 : 1 + (this.#runtime.random() * 2 - 1) * PITCH_VARIATION;
    const muffled = at !== undefined && arena?.sees(listener.x, listener.y, at.x, at.y) === false;
    mixer.play(buffer, { ...place(listener, at ?? listener), rate, muffled, priority });
  }

  /** Runs inside a user gesture, because browsers allow sound only then. */
  #wake(): void {
    // On a machine without audio output the game runs in silence.
    this.#output ??= optional(() => open(this.#runtime));
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
    // The context stays suspended if no gesture is in progress; the next gesture tries again.
    void optional(() => (document.hidden ? context?.suspend() : context?.resume()));
  }
}

function open(runtime: Runtime): Output {
  const context = new AudioContext({ latencyHint: "interactive" });
  const bank = new SoundBank(runtime, context.sampleRate);
  void optional(() => bank.prepare());
  return { context, mixer: new Mixer(context), bank };
}

/** The listener's place for sounds of the page itself. */
const NOWHERE: Point = { x: 0, y: 0 };

/** 0..1 */
function volume(): number {
  const { muted, volume: level } = settings.values;
  return muted ? 0 : level;
}

let pageSound: Sound | undefined;

/** Returns the sound of the page. The first call creates it. */
export const soundOf = (runtime: Runtime): Sound => (pageSound ??= new Sound(runtime));
