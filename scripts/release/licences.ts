import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The package manager as `npm run setup` calls it. */
const PACKAGE_MANAGER = ["--prefer-offline", "-y", "pnpm@12.21.0"];
/** The packages of which the program is built. */
const PACKAGES = ["server", "bot-client", "game-client", "netcode", "shared-state"].flatMap((name) => [
  "--filter",
  `@fray/${name}`,
]);
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

const Listed = z.record(
  z.string(),
  z.array(
    z.object({
      name: z.string(),
      versions: z.array(z.string()),
      paths: z.array(z.string()),
      license: z.string(),
      homepage: z.string().optional(),
    }),
  ),
);

/** Returns the packages of others that the program may contain, with the texts of their licences. */
export function licencesOf(root: string): string {
  const output = execFileSync("npx", [...PACKAGE_MANAGER, ...PACKAGES, "licenses", "list", "--prod", "--json"], {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const packages = Object.values(Listed.parse(JSON.parse(output)))
    .flat()
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const sections = packages.map(({ name, versions, paths, license, homepage }) =>
    [`## ${name} ${versions.join(", ")}`, license, homepage ?? "", ...paths.slice(0, 1).flatMap(textsIn)]
      .filter((part) => part !== "")
      .join("\n\n"),
  );
  return ["# Licences of other people's work in Fray", ...sections].join("\n\n").concat("\n");
}

const textsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .map((name) => `\`\`\`text\n${readFileSync(join(folder, name), "utf8").trim()}\n\`\`\``);
