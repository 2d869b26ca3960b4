import type { Box } from "../boxes/box.ts";
import type { Expected, Path } from "./path.ts";

/** A path through a box in front of the server. */
export const boxPath = (name: string, box: (target: number) => Promise<Box>, expected: Expected): Path => ({
  name,
  expected,
  async open(server) {
    const { port, close } = await box(server.port);
    return { port, scheme: "http", stop: close };
  },
});
