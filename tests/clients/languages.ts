import { execFileSync } from "node:child_process";
import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { findProgram, findUnpacked, type Found } from "../support/debian-program.ts";

const CLIENTS = fileURLToPath(new URL("../../examples/clients/", import.meta.url));
const HERE = fileURLToPath(new URL(".", import.meta.url));
const CLASSES = fileURLToPath(new URL("../../node_modules/.cache/java-clients/", import.meta.url));
export const VECTORS = fileURLToPath(new URL("../vectors/", import.meta.url));

/** A command with the variables that it needs. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}
type Missing = { readonly missing: string };

/** A language in which a client is written from docs/protocol.md. */
export interface Language {
  readonly name: string;
  /** The command that reads the test vectors and says "ok". It uses what is installed. */
  readonly reader: () => Command | Missing;
  /** The command of the bot. It downloads what is not installed. */
  readonly bot: () => Command | Missing;
}

const PYTHON: Language = {
  name: "Python",
  reader: () => onPath("python3", [], [join(HERE, "vectors.py"), join(CLIENTS, "python"), VECTORS]),
  bot() {
    const library = findUnpacked("python3-websockets", ["python3-websockets"], "usr/lib/python3/dist-packages");
    if ("missing" in library) return library;
    // It writes no compiled files into the repository.
    return onPath("python3", ["python3-minimal"], ["-B", join(CLIENTS, "python/bot.py")], { PYTHONPATH: library.path });
  },
};

const JAVA_PACKAGES = ["openjdk-17-jdk-headless", "openjdk-17-jre-headless"];
const UNPACKED_JAVA = "usr/lib/jvm/*/bin/javac";
const JAVA: Language = {
  name: "Java",
  reader: () => java(findProgram("javac", []), ["Vectors", VECTORS]),
  bot() {
    const installed = findProgram("javac", []);
    return java("path" in installed ? installed : findUnpacked("java", JAVA_PACKAGES, UNPACKED_JAVA), ["Bot"]);
  },
};

export const LANGUAGES: readonly Language[] = [PYTHON, JAVA];

function onPath(
  name: string,
  packages: readonly string[],
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Command | Missing {
  const found = findProgram(name, packages);
  return "missing" in found ? found : { file: found.path, args, env: { ...process.env, ...env } };
}

/** Compiles the client and the reader of the vectors, and returns the command of one of their classes. */
function java(compiler: Found, args: readonly string[]): Command | Missing {
  if ("missing" in compiler) return compiler;
  const sources = globSync([join(CLIENTS, "java/*.java"), join(HERE, "*.java")]);
  execFileSync(compiler.path, ["-Xlint:all", "-Werror", "-encoding", "UTF-8", "-d", CLASSES, ...sources], {
    stdio: "pipe",
  });
  return { file: join(dirname(compiler.path), "java"), args: ["-cp", CLASSES, ...args], env: process.env };
}
