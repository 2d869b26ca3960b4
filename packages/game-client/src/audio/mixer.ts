import type { Placement } from "./placement.ts";

/** Number of sounds at the same time. With more, a listener can't tell them apart. */
const VOICES = 28;
/** A gain below this is inaudible next to any other sound. */
const INAUDIBLE = 0.012;
/** A sound behind a wall loses its high frequencies and some of its volume. */
const MUFFLED = { hertz: 900, gain: 0.6 } as const;
const CLEAR_HERTZ = 20_000;
/** Time in seconds over which the volume changes after a change of settings. */
const EASE_S = 0.03;

export interface Playing extends Placement {
  /** Playback speed, which also changes the pitch; 1 is unchanged. */
  readonly rate: number;
  /** A wall is between the sound and the listener. */
  readonly muffled: boolean;
  /** When two sounds compete for the last voice, the sound with the higher product of priority and gain gets it. */
  readonly priority: number;
}

interface Voice {
  readonly gain: GainNode;
  readonly filter: BiquadFilterNode;
  readonly panner: StereoPannerNode;
  source: AudioBufferSourceNode | undefined;
  weight: number;
}

/** Plays sounds through a limiter, so that any number of simultaneous sounds does not clip. */
export class Mixer {
  readonly #context: BaseAudioContext;
  readonly #volume: GainNode;
  readonly #voices: readonly Voice[];

  constructor(context: BaseAudioContext) {
    this.#context = context;
    this.#volume = new GainNode(context, { gain: 0 });
    const limiter = createLimiter(context);
    limiter.output.connect(this.#volume).connect(context.destination);
    this.#voices = Array.from({ length: VOICES }, () => createVoice(context, limiter.input));
  }

  /** 0..1 */
  set volume(volume: number) {
    this.#volume.gain.setTargetAtTime(volume, this.#context.currentTime, EASE_S);
  }

  /** Plays a sound now, unless it would be inaudible or more important sounds use all voices. */
  play(buffer: AudioBuffer, { gain, pan, rate, muffled, priority }: Playing): void {
    const loudness = muffled ? gain * MUFFLED.gain : gain;
    if (loudness < INAUDIBLE) return;
    const voice = this.#voiceFor(priority * loudness);
    if (!voice) return;
    voice.source?.stop();
    voice.source?.disconnect();
    voice.weight = priority * loudness;
    voice.gain.gain.value = loudness;
    voice.panner.pan.value = pan;
    voice.filter.frequency.value = muffled ? MUFFLED.hertz : CLEAR_HERTZ;
    const source = new AudioBufferSourceNode(this.#context, { buffer, playbackRate: rate });
    voice.source = source;
    source.addEventListener("ended", () => {
      source.disconnect();
      if (voice.source === source) voice.source = undefined;
    });
    source.connect(voice.filter);
    source.start();
  }

  #voiceFor(weight: number): Voice | undefined {
    let least: Voice | undefined;
    for (const voice of this.#voices) {
      if (!voice.source) return voice;
      if (voice.weight < (least?.weight ?? weight)) least = voice;
    }
    return least;
  }
}

function createVoice(context: BaseAudioContext, output: AudioNode): Voice {
  const filter = new BiquadFilterNode(context, { type: "lowpass", frequency: CLEAR_HERTZ, Q: 0.5 });
  const gain = new GainNode(context);
  const panner = new StereoPannerNode(context);
  filter.connect(gain).connect(panner).connect(output);
  return { gain, filter, panner, source: undefined, weight: 0 };
}

/**
 * A compressor lowers sounds that stay loud for longer than its attack time. A curve rounds off shorter peaks; its
 * output does not exceed 0.96.
 */
function createLimiter(context: BaseAudioContext): { input: AudioNode; output: AudioNode } {
  const input = new DynamicsCompressorNode(context, {
    threshold: -12,
    knee: 8,
    ratio: 12,
    attack: 0.002,
    release: 0.12,
  });
  // The curve is defined only for inputs from -1 to 1, so the signal is halved to leave room for peaks up to 2.
  const half = new GainNode(context, { gain: 0.5 });
  const output = new WaveShaperNode(context, {
    curve: Float32Array.from({ length: 1025 }, (_, i) => Math.tanh(i / 256 - 2)),
  });
  input.connect(half).connect(output);
  return { input, output };
}
