import { createRandom, namesOf, type Runtime } from "@fray/netcode/core";

import { afterPaint } from "../platform/after-paint.ts";
import { normalize } from "../synth/loudness.ts";
import { durationOf, playTone } from "../synth/tone.ts";
import { RECIPES, type SoundName } from "./recipes.ts";

const NOISE_S = 1;

/**
 * All sounds as samples. The browser makes each sound once from its recipe, in parallel to the page's own work.
 * Playing it then needs no synthesis.
 */
export class SoundBank {
  readonly #runtime: Runtime;
  readonly #buffers = new Map<SoundName, AudioBuffer>();
  readonly #sampleRate: number;
  readonly #noise: AudioBuffer;

  /** `sampleRate` in Hz; it must equal that of the playing context. */
  constructor(runtime: Runtime, sampleRate: number) {
    this.#runtime = runtime;
    this.#sampleRate = sampleRate;
    this.#noise = createNoise(sampleRate);
  }

  /** The samples of a sound; undefined until it has been made. */
  get(name: SoundName): AudioBuffer | undefined {
    return this.#buffers.get(name);
  }

  /** Makes all sounds, one after each frame: a sound takes several ms, and a page that opens has other work. */
  async prepare(): Promise<void> {
    for (const name of namesOf(RECIPES)) {
      await afterPaint(this.#runtime);
      this.#buffers.set(name, await this.#make(name));
    }
  }

  async #make(name: SoundName): Promise<AudioBuffer> {
    const { tones, level } = RECIPES[name];
    const sampleRate = this.#sampleRate;
    const context = new OfflineAudioContext(1, Math.ceil(durationOf(tones) * sampleRate), sampleRate);
    for (const tone of tones) playTone(context, tone, this.#noise, context.destination);
    const buffer = await context.startRendering();
    normalize(buffer.getChannelData(0), sampleRate, level);
    return buffer;
  }
}

/** The noise is the same each time, so that the measured loudness is that of the played sound. */
function createNoise(sampleRate: number): AudioBuffer {
  const random = createRandom(1);
  const samples = Float32Array.from({ length: sampleRate * NOISE_S }, () => random() * 2 - 1);
  const noise = new AudioBuffer({ length: samples.length, sampleRate, numberOfChannels: 1 });
  noise.copyToChannel(samples, 0);
  return noise;
}
