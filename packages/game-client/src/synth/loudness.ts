/** Human hearing averages loudness over about this time. */
const WINDOW_S = 0.05;
/** No sample of a sound exceeds this, even if the intended loudness needs more. */
const PEAK = 0.95;

/** The loudness of a sound: the root mean square of its loudest 50 ms; 1 is full scale. */
export function loudnessOf(samples: Float32Array, sampleRate: number): number {
  const window = Math.min(samples.length, Math.round(sampleRate * WINDOW_S));
  let sum = 0;
  let loudest = 0;
  for (let i = 0; i < samples.length; i++) {
    sum += (samples[i] ?? 0) ** 2 - (samples[i - window] ?? 0) ** 2;
    loudest = Math.max(loudest, sum);
  }
  return Math.sqrt(loudest / window);
}

/** Scales a sound in place to the loudness `level`, in dB relative to full scale. */
export function normalize(samples: Float32Array, sampleRate: number, level: number): void {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  const gain = Math.min(10 ** (level / 20) / loudnessOf(samples, sampleRate), PEAK / peak);
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) * gain;
}
