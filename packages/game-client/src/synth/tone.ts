/** A frequency in Hz, or a change from one frequency to another at an even rate in octaves. */
export type Glide = number | readonly [from: number, to: number];

/** One layer of a sound. Times are in s, frequencies in Hz. */
export interface Tone {
  /** Start within the sound. */
  readonly at?: number;
  /** Relative to the other layers; 1 by default. */
  readonly volume?: number;
  readonly wave: "sine" | "triangle" | "sawtooth" | "square" | "noise";
  /** Pitch over the tone's whole length; not used for noise. */
  readonly pitch?: Glide;
  /** The tone rises, holds, and falls to a thousandth of its volume. */
  readonly attack?: number;
  readonly hold?: number;
  readonly release: number;
  /** The pitch oscillates at `rate` Hz by `depth` Hz: a slow rate wavers, a fast one rings like metal. */
  readonly vibrato?: readonly [rate: number, depth: number];
  /** The volume oscillates at `rate` Hz by `depth`, a fraction (0..1) of the volume. */
  readonly tremolo?: readonly [rate: number, depth: number];
  /** Only lower (`lowPass`) or higher (`highPass`) frequencies pass. */
  readonly lowPass?: Glide;
  readonly highPass?: Glide;
}

/** The value at which an exponential fall ends, because it can't reach 0. */
const SILENT = 0.001;
const ATTACK_S = 0.002;

/** Seconds until the last of the tones has ended. */
export const durationOf = (tones: readonly Tone[]): number =>
  Math.max(...tones.map((tone) => (tone.at ?? 0) + lengthOf(tone)));

/** Plays a tone into `output` as soon as its context runs. `noise` is a buffer that is repeated. */
export function playTone(context: BaseAudioContext, tone: Tone, noise: AudioBuffer, output: AudioNode): void {
  const start = tone.at ?? 0;
  const end = start + lengthOf(tone);
  const source = createSource(context, tone, noise);
  let last: AudioNode = source;
  for (const node of [...createFilters(context, tone), createTremolo(context, tone), createEnvelope(context, tone)]) {
    if (node) last = last.connect(node);
  }
  last.connect(output);
  source.start(start);
  source.stop(end);
}

const lengthOf = ({ attack = ATTACK_S, hold = 0, release }: Tone): number => attack + hold + release;

function createSource(context: BaseAudioContext, tone: Tone, noise: AudioBuffer): AudioScheduledSourceNode {
  if (tone.wave === "noise") return new AudioBufferSourceNode(context, { buffer: noise, loop: true });
  const oscillator = new OscillatorNode(context, { type: tone.wave });
  const start = tone.at ?? 0;
  glide(oscillator.frequency, tone.pitch ?? 440, start, start + lengthOf(tone));
  if (tone.vibrato) wobble(context, tone.vibrato, oscillator.frequency);
  return oscillator;
}

function createFilters(context: BaseAudioContext, tone: Tone): AudioNode[] {
  const { at = 0, lowPass, highPass } = tone;
  const cuts = [["lowpass", lowPass] as const, ["highpass", highPass] as const];
  return cuts.flatMap(([type, cut]) => {
    if (cut === undefined) return [];
    const filter = new BiquadFilterNode(context, { type });
    glide(filter.frequency, cut, at, at + lengthOf(tone));
    return [filter];
  });
}

function createTremolo(context: BaseAudioContext, { tremolo }: Tone): AudioNode | undefined {
  if (!tremolo) return undefined;
  const [rate, depth] = tremolo;
  const gain = new GainNode(context, { gain: 1 - depth / 2 });
  wobble(context, [rate, depth / 2], gain.gain);
  return gain;
}

function createEnvelope(context: BaseAudioContext, tone: Tone): AudioNode {
  const { at = 0, attack = ATTACK_S, hold = 0, release, volume = 1 } = tone;
  const envelope = new GainNode(context, { gain: 0 });
  envelope.gain
    .setValueAtTime(0, at)
    .linearRampToValueAtTime(volume, at + attack)
    .setValueAtTime(volume, at + attack + hold)
    .exponentialRampToValueAtTime(volume * SILENT, at + attack + hold + release);
  return envelope;
}

function wobble(context: BaseAudioContext, [rate, depth]: readonly [number, number], target: AudioParam): void {
  const wave = new OscillatorNode(context, { frequency: rate });
  wave.connect(new GainNode(context, { gain: depth })).connect(target);
  wave.start();
}

function glide(parameter: AudioParam, way: Glide, start: number, end: number): void {
  const [from, to] = typeof way === "number" ? [way, way] : way;
  parameter.setValueAtTime(from, start).exponentialRampToValueAtTime(to, end);
}
