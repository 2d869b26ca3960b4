import { describeCommandLine, parseCommandLine, type HELP } from "@fray/bot-client/internal/command-line";
import { z } from "zod";

const MAX_SEED = 0xffff_ffff;

/** Every option of the fuzz. The descriptions are the help text. */
const Options = z.object({
  frames: whole(0, 100_000_000).default(1_000_000).describe("frames through guard and decoders in one process"),
  socketFrames: whole(0, 1_000_000)
    .default(10_000)
    .describe("frames over sockets: a third each to a small room, a large room and a lobby"),
  replayFiles: whole(0, 100_000_000).default(100_000).describe("damaged and hostile replay files, opened and played"),
  seed: whole(0, MAX_SEED).default(1).describe("the same frames for the same number"),
});
export type FuzzOptions = z.infer<typeof Options>;

/** Reads the command line. Throws an `OptionError` for an unknown option or an illegal value. */
export const parseOptions = (args: readonly string[]): FuzzOptions | typeof HELP => parseCommandLine(Options, args);

/** Returns the text of `--help`. */
export const helpText = (): string => describeCommandLine("npm run fuzz -- [options]", Options);

function whole(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.string().regex(/^\d+$/, error).transform(Number).pipe(z.number().min(min, error).max(max, error));
}
