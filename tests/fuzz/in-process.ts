import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** Far more than it takes on a machine whose cores are busy. */
const LIMIT_MS = 20_000;
const LIMIT_MS_PER_FRAME = 0.5;

const PROGRAM = fileURLToPath(new URL("decoders.ts", import.meta.url));

const Result = z.object({
  frames: z.number(),
  decoded: z.number(),
  refused: z.number(),
  undecodable: z.number(),
  exceptions: z.number(),
  complaints: z.number(),
  microseconds: z.number(),
});

/** The outcome of frames that went through guard and decoders. */
export interface DecoderResult extends z.infer<typeof Result> {
  /** All that the process wrote to standard error, by its log or otherwise. */
  readonly logBytes: number;
}

/**
 * Sends frames through guard and decoders in a separate process. Throws when that process ends in an unexpected way.
 */
export async function fuzzDecoders(frames: number, seed: number): Promise<DecoderResult> {
  const child = spawn(process.execPath, [PROGRAM, "--frames", String(frames), "--seed", String(seed)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let lastWords = "";
  let logBytes = 0;
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => {
    logBytes += chunk.length;
    lastWords = chunk.toString();
  });
  // Frames that hang a decoder hang the process: it is not left behind.
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const timer = setTimeout(end, LIMIT_MS + frames * LIMIT_MS_PER_FRAME);
  const [code] = await once(child, "close");
  clearTimeout(timer);
  process.off("exit", end);
  if (code !== 0) throw new Error(`the decoders ended with ${String(code)}: ${lastWords.trim()}`);
  return { ...Result.parse(JSON.parse(output)), logBytes };
}
