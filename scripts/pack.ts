import { packAll } from "./packing/pack-all.ts";

// Prints the path of each archive, one per line.
for (const archive of packAll("dist/npm")) console.log(archive);
