import { Child } from "@fray/bot-client/internal/exec/child";
import { ErrorOutput } from "@fray/bot-client/internal/exec/error-output";
import { findProgram, withFullPaths } from "@fray/bot-client/internal/exec/isolation/find-program";
import { missingProtection } from "@fray/bot-client/internal/exec/isolation/means";
import { systemRuntime } from "@fray/netcode/core";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { afterEach, describe, expect, test } from "vitest";

import { until } from "../support/until.ts";

const children: Child[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) await child.stop(0);
});

/** Runs some JavaScript as a program and records its output and how it ended. */
function run(code: string) {
  const heard = { lines: [] as string[], said: [] as string[], end: "" };
  const child = new Child(
    systemRuntime,
    { file: process.execPath, args: ["-e", code] },
    {
      line: (text) => heard.lines.push(text),
      noise: () => {},
      end: (reason) => (heard.end = reason),
      said: (line) => heard.said.push(line),
    },
  );
  children.push(child);
  return { child, heard };
}

describe("a program", () => {
  test("has an environment without our variables, and a new folder that is removed", async () => {
    process.env["FRAY_ADMIN_PASSWORD"] = "of the host";
    const { heard } = run(`require("fs").writeFileSync("left", "x");
      console.log(JSON.stringify([Object.keys(process.env).sort(), process.cwd(), process.env.TMPDIR]))`);
    delete process.env["FRAY_ADMIN_PASSWORD"];
    await until("its end", () => heard.end);
    const [names, cwd, temporary] = JSON.parse(heard.lines[0] ?? "") as [string[], string, string];
    expect(names).toEqual(["LANG", "PATH", "TMPDIR"]);
    expect(temporary).toBe(cwd);
    expect(existsSync(cwd)).toBe(false);
  });

  test("that is stopped has its folder removed", async () => {
    const { child, heard } = run(`console.log(process.cwd()); setInterval(() => {}, 1000)`);
    const cwd = await until("its folder", () => heard.lines[0]);
    expect(existsSync(cwd)).toBe(true);
    await child.stop(0);
    expect(existsSync(cwd)).toBe(false);
  });

  test("that ends with an exception is reported with it", async () => {
    const { heard } = run(`null.health`);
    expect(await until("its end", () => heard.end)).toContain("ended with code 1: TypeError: Cannot read properties");
  });

  test("that holds too much memory is ended", async () => {
    const { heard } = run(`const held = [];
      setInterval(() => held.length < 90 && held.push(Buffer.alloc(2 ** 24, 1)), 5)`);
    expect(await until("its end", () => heard.end)).toMatch(/1024 MB|ended/);
  });

  test("that starts too many processes is ended, or can't", async () => {
    const { child, heard } = run(`const { spawn } = require("child_process");
      for (let i = 0; i < 80; i++) spawn("sleep", ["100"], { stdio: "ignore" }).on("error", () => console.log("refused"));
      setInterval(() => {}, 1000)`);
    await until("its end", () => heard.end.includes("64 processes") || heard.lines.includes("refused"));
    await child.stop(0);
  });

  test("can't flood a terminal, nor hide its last words behind a flood", async () => {
    const { heard } = run(`process.stderr.write("\\u001b[2J\\u001b]0;title\\u0007hello\\n".repeat(10_000), () => {
      throw new RangeError("at last"); })`);
    expect(await until("its end", () => heard.end)).toContain("RangeError: at last");
    expect(heard.said[0]).toBe("hello");
    expect(heard.said.length).toBeLessThan(4000);
    expect(heard.said).toContain("(it writes too much; some of it is not shown)");
  });
});

test("the output of a program is still shown after a flood, a little per step", () => {
  const shown: string[] = [];
  const output = new ErrorOutput((line) => shown.push(line));
  output.read(Buffer.from("x\n".repeat(100_000)));
  const before = shown.length;
  output.read(Buffer.from("more\n"));
  expect(shown.length).toBe(before);
  output.refill();
  output.read(Buffer.from("again\n"));
  expect(shown.at(-1)).toBe("again");
});

test("the last words of a flood are read, in however many chunks they come", () => {
  const output = new ErrorOutput(() => {});
  output.read(Buffer.from("x\n".repeat(100_000)));
  output.read(Buffer.from("RangeError: at "));
  output.read(Buffer.from("last\n    at main.ts:1\n"));
  expect(output.reason).toBe("RangeError: at last");
});

test("a command is found as a shell would find it, and its files in any folder", () => {
  expect(findProgram("sh")).toMatch(/\/sh$/);
  expect(findProgram(process.execPath)).toBe(process.execPath);
  for (const nothing of ["no-such-program", "./no/such/program", "tests", "./package.json"]) {
    expect(findProgram(nothing)).toBeUndefined();
  }
  const { args } = withFullPaths({
    file: "x",
    args: ["package.json", "--map=maps", "-v", "--map=nowhere", "veteran", "", "tests"],
  });
  const here = (path: string): string => resolve(path);
  expect(args).toEqual([
    here("package.json"),
    `--map=${here("maps")}`,
    "-v",
    "--map=nowhere",
    "veteran",
    "",
    here("tests"),
  ]);
});

test("missing protection is reported, one line per kind", () => {
  expect(missingProtection({ wrapper: [], hasLimits: true, hasNamespace: true })).toEqual([]);
  const lines = missingProtection({ wrapper: [], hasLimits: false, hasNamespace: false });
  expect(lines).toHaveLength(2);
  expect(lines.join()).toMatch(/prlimit.*namespaces/);
});
