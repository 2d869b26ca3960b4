import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { readManifest } from "../packing/manifest.ts";
import { packAll } from "../packing/pack-all.ts";

/** Languages of the bot templates. */
export const LANGUAGES = ["ts", "py"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Allowed names. They are valid as a folder and as an npm package, and at most 16 characters fit into the game. */
const NAME = /^[a-z][a-z0-9-]{0,15}$/;

interface NewBot {
  readonly name: string;
  readonly language: Language;
  /** The folder in which the bot's own folder is created. */
  readonly parent: string;
}

/** The template of a language: an example, the strings to replace in the copy, and the command that plays it. */
interface Start {
  readonly example: string;
  readonly file: string;
  readonly start: string;
  readonly renamed: (name: string) => Readonly<Record<string, string>>;
}

const STARTS: Readonly<Record<Language, Start>> = {
  ts: {
    example: "examples/bots/hello-bot.ts",
    file: "bot.ts",
    start: "node bot.ts",
    renamed: (name) => ({ '"Hello"': JSON.stringify(name), "examples/bots/hello-bot.ts": "bot.ts" }),
  },
  py: {
    example: "examples/bots/hello_bot.py",
    file: "bot.py",
    start: 'fray-bots --exec "python3 bot.py" --count 1',
    renamed: () => ({ 'npm run bots -- --exec "python3 examples/bots/hello_bot.py" --count 1': "npm start" }),
  },
};

/**
 * Creates a folder with a bot and its dependencies installed. Call it in the root of the repository. Returns the
 * absolute path. Throws an error with a sentence if the name is not allowed or the folder exists.
 */
export function createBot({ name, language, parent }: NewBot): string {
  if (!NAME.test(name)) {
    throw new Error(
      `a NAME is 1 to 16 small letters, digits and dashes and begins with a letter, unlike ${JSON.stringify(name)}`,
    );
  }
  const folder = resolve(parent, name);
  if (existsSync(folder)) throw new Error(`${folder} is there already`);
  const archive = packAll("dist/npm").find((path) => basename(path).startsWith("fray-bot-client-"));
  if (!archive) throw new Error("the package @fray/bot-client was not packed");
  mkdirSync(join(folder, "vendor"), { recursive: true });
  copyFileSync(archive, join(folder, "vendor", basename(archive)));
  const { example, file, start, renamed } = STARTS[language];
  let source = readFileSync(example, "utf8");
  for (const [from, to] of Object.entries(renamed(name))) source = source.replaceAll(from, to);
  writeFileSync(join(folder, file), source);
  copyFileSync("docs/bots.md", join(folder, "BOTS.md"));
  const manifest = {
    name,
    private: true,
    type: "module",
    scripts: { start },
    dependencies: {
      "@fray/bot-client": `file:vendor/${basename(archive)}`,
      node: readManifest("node_modules/node").version,
    },
  };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel", "error"], {
    cwd: folder,
    stdio: "inherit",
  });
  return folder;
}
