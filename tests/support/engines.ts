import { findProgram, librariesOf } from "./debian-program.ts";

/** A JavaScript engine other than that of Node. */
export interface Engine {
  readonly name: string;
  /** Its program, which runs a script and has a function `print`. */
  readonly program: string;
  readonly packages: readonly string[];
}

/** The engines of Safari and of Firefox, with what they need and a bare system lacks. */
export const ENGINES: readonly Engine[] = [
  {
    name: "JavaScriptCore",
    program: "jsc",
    packages: [
      "libjavascriptcoregtk-4.0-bin",
      "libjavascriptcoregtk-4.0-18",
      "libglib2.0-0",
      "libicu72",
      "libatomic1",
      "libpcre2-8-0",
      "libffi8",
    ],
  },
  { name: "SpiderMonkey", program: "js102", packages: ["libmozjs-102-dev", "libmozjs-102-0"] },
];

/** The program of an engine and the variables that it needs; otherwise why there is none, in one line. */
export function findEngine({
  program,
  packages,
}: Engine): { path: string; env: NodeJS.ProcessEnv } | { missing: string } {
  const found = findProgram(program, packages);
  if ("missing" in found) return found;
  return { path: found.path, env: { ...process.env, LD_LIBRARY_PATH: librariesOf(program) } };
}
