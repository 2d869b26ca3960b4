import type { Placement } from "./placement.ts";

/** Sounds at once. More are a noise in which nothing can be told apart. */
const VOICES = 28;
/** Softer than this is not heard beside anything else. */
const INAUDIBLE = 0.012;
/** What lies behind a wall loses its highs and some of its strength. */
const MUFFLED = { hertz: 900, gain: 0.6 } as const;
const CLEAR_HERTZ = 20_000;
/** Seconds in which the volume follows the settings. */
const EASE_S = 0.03;

export interface Playing extends Placement {
  /** Speed, and with it the pitch: 1 is as made. */
  readonly rate: number;
  /** Something solid is in between. */
  readonly muffled: boolean;
  /** Of two sounds that want the last voice the one with more of this times the gain gets it. */
  readonly priority: number;
}

interface Voice {
  readonly gain: GainNode;
  readonly filter: BiquadFilterNode;
  readonly panner: StereoPannerNode;
  source: AudioBufferSourceNode | undefined;
  weight: number;
}

/** Plays sounds at once, through a limiter: however many there are, nothing is distorted by being cut off. */
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

  /** Plays a sound now, unless it would not be heard or all voices have more important ones. */
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
 * A compressor holds down what is loud for longer than its attack; what slips through before is rounded off by a curve
 * that comes to no more than 0.96.
 */
function createLimiter(context: BaseAudioContext): { input: AudioNode; output: AudioNode } {
  const input = new DynamicsCompressorNode(context, {
    threshold: -12,
    knee: 8,
    ratio: 12,
    attack: 0.002,
    release: 0.12,
  });
  // The curve is read between -1 and 1 only, so twice of that has to fit.
  const half = new GainNode(context, { gain: 0.5 });
  const output = new WaveShaperNode(context, {
    curve: Float32Array.from({ length: 1025 }, (_, i) => Math.tanh(i / 256 - 2)),
  });
  input.connect(half).connect(output);
  return { input, output };
}
