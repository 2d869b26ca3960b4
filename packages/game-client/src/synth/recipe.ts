import type { Tone } from "./tone.ts";

export interface Recipe {
  /** Loudness in dB, see `normalize`. Important sounds are louder; sounds that repeat ten times a second are softer. */
  readonly level: number;
  readonly tones: readonly Tone[];
}

/** A short click. A higher `highPass` makes it brighter. */
export function tick(at: number, highPass: number, volume = 1): Tone {
  return { wave: "noise", at, attack: 0.001, release: 0.03, highPass, volume };
}

/** The low part of an impact: a tone that falls by two octaves. */
export function thump(pitch: number, release: number, volume = 1): Tone {
  return { wave: "sine", pitch: [pitch, pitch / 4], release, volume };
}

/** Notes in sequence, `step` seconds apart, in Hz. */
export function chime(wave: Tone["wave"], step: number, release: number, notes: readonly number[]): Tone[] {
  return notes.map((pitch, index) => ({
    at: index * step,
    wave,
    pitch,
    attack: 0.006,
    hold: step / 2,
    release,
    lowPass: [5000, 1200],
  }));
}

export function beat(at: number, pitch: number, volume: number): Tone[] {
  return [
    { wave: "sine", at, pitch, attack: 0.012, hold: 0.02, release: 0.14, volume },
    { wave: "triangle", at, pitch: 2 * pitch, attack: 0.012, release: 0.1, volume: volume * 0.4 },
  ];
}
