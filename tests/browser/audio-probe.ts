import { Mixer } from "@fray/game-client/internal/audio/mixer";
import { place } from "@fray/game-client/internal/audio/placement";
import { RECIPES, type SoundName } from "@fray/game-client/internal/audio/recipes";
import { SoundBank } from "@fray/game-client/internal/audio/sound-bank";
import { loudnessOf } from "@fray/game-client/internal/synth/loudness";
import { systemRuntime } from "@fray/netcode/core";

/** Runs in the page of the audio tests: renders what the game would play, and measures the result. */

const SAMPLE_RATE = 48_000;
const bank = new SoundBank(systemRuntime, SAMPLE_RATE);

/** A sound to play at the start, at (`x`, `y`) u from the listener. */
export interface Played {
  readonly sound: SoundName;
  readonly x?: number;
  readonly y?: number;
  readonly muffled?: boolean;
}

/** The output of one side: peak and loudness 0..1. */
export interface Heard {
  readonly peak: number;
  readonly loudness: number;
  readonly isFinite: boolean;
  /** Zero crossings per second, a measure of the pitch. */
  readonly brightness: number;
}

export interface Rendering {
  readonly left: Heard;
  readonly right: Heard;
}

/** Intended loudness of each sound in dB. */
export const levels = Object.entries(RECIPES).map(([name, { level }]) => [name as SoundName, level] as const);

/** Resolves when all sounds have been made. */
export const ready = bank.prepare();

export const lengthOf = (sound: SoundName): number => made(sound).duration;

/** Plays sounds together through the game's own mixer, at full volume. */
export async function render(played: readonly Played[]): Promise<Rendering> {
  const context = new OfflineAudioContext({ numberOfChannels: 2, length: SAMPLE_RATE * 2, sampleRate: SAMPLE_RATE });
  const mixer = new Mixer(context);
  mixer.volume = 1;
  // At this time the volume has reached its full value.
  const begun = context.suspend(0.4).then(() => {
    for (const { sound, x = 0, y = 0, muffled = false } of played) {
      mixer.play(made(sound), { ...place({ x: 0, y: 0 }, { x, y }), rate: 1, muffled, priority: 1 });
    }
    return context.resume();
  });
  const [rendered] = await Promise.all([context.startRendering(), begun]);
  return { left: hear(rendered.getChannelData(0)), right: hear(rendered.getChannelData(1)) };
}

/** How many of `count` equally loud sounds are played when one more, of `priority`, is played after them. */
export function countPlayed(count: number, priority: number): { readonly before: number; readonly after: number } {
  const mixer = new Mixer(new OfflineAudioContext({ numberOfChannels: 2, length: 1, sampleRate: SAMPLE_RATE }));
  const { AudioBufferSourceNode: Real } = globalThis;
  let begun = 0;
  globalThis.AudioBufferSourceNode = class extends Real {
    constructor(context: BaseAudioContext, options?: AudioBufferSourceOptions) {
      super(context, options);
      begun++;
    }
  };
  const how = { gain: 1, pan: 0, rate: 1, muffled: false };
  for (let i = 0; i < count; i++) mixer.play(made("pulse"), { ...how, priority: 2 });
  const before = begun;
  mixer.play(made("pulse"), { ...how, priority });
  globalThis.AudioBufferSourceNode = Real;
  return { before, after: begun - before };
}

function made(sound: SoundName): AudioBuffer {
  const buffer = bank.get(sound);
  if (!buffer) throw new Error(`${sound} has not been made`);
  return buffer;
}

function hear(samples: Float32Array): Heard {
  let crossings = 0;
  for (let i = 1; i < samples.length; i++) if ((samples[i - 1] ?? 0) < 0 !== (samples[i] ?? 0) < 0) crossings++;
  return {
    peak: samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0),
    loudness: loudnessOf(samples, SAMPLE_RATE),
    isFinite: samples.every((sample) => Number.isFinite(sample)),
    brightness: crossings / (samples.length / SAMPLE_RATE),
  };
}
