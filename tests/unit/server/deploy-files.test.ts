import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const linesOf = (path: string): string[] => read(path).split("\n");

test("a host's data, settings and builds stay out of the image", () => {
  expect(linesOf(".dockerignore")).toEqual(
    expect.arrayContaining([".git", "**/node_modules", "**/dist", "**/data", "fray.config.json"]),
  );
});

test("the image asks the server itself whether it is healthy, on the port that its settings name", () => {
  expect(read("deploy/Dockerfile")).toMatch(/^HEALTHCHECK .* CMD \["node", "server\.mjs", "healthy"\]$/m);
});

test.for(["deploy/compose.yaml", "deploy/compose.cluster.yaml"])(
  "%s takes the host's settings and maps, and lets a round end",
  (path) => {
    const text = read(path);
    expect(text).toMatch(/env_file:\n +- path: fray\.env\n +required: false\n/);
    expect(linesOf(path).map((line) => line.trim())).toContain("- ../maps:/fray/maps:ro");
    // More than the default of --drain-seconds.
    expect(text).toContain("stop_grace_period: 6m");
    expect(text).toContain("read_only: true");
  },
);
