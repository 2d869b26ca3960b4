import { HELP, OptionError } from "@fray/bot-client/internal/command-line";

import { fuzzDecoders } from "./in-process.ts";
import { helpText, parseOptions, type FuzzOptions } from "./options.ts";
import { fuzzReplayFiles } from "./replay-files.ts";
import { fuzzSockets } from "./sockets.ts";
import { findFaults } from "./verdict.ts";

const { frames, socketFrames, replayFiles, seed } = read();
const decoders = await fuzzDecoders(frames, seed);
console.log("Through guard and decoders, in one process:");
console.table(decoders);
const sockets = socketFrames > 0 ? await fuzzSockets({ frames: socketFrames, seed }) : [];
if (sockets.length > 0) {
  console.log("Over sockets; `kept` is what the honest still got of what they had got before:");
  console.table(sockets);
}
const { faults: fileFaults, ...files } = fuzzReplayFiles(replayFiles, seed);
if (replayFiles > 0) {
  console.log("Replay files:");
  console.table(files);
}
const faults = [...findFaults(decoders, sockets), ...fileFaults];
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);

/** The options, or one line and exit code 1. */
function read(): FuzzOptions {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options !== HELP) return options;
    console.log(helpText());
    process.exit(0);
  } catch (error) {
    console.error(error instanceof OptionError ? error.message : error);
    process.exit(1);
  }
}
