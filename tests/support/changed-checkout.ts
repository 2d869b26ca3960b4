import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Node runs no TypeScript below `node_modules`, where tests with a browser have their temporary files. */
const TEMPORARY = "/tmp";
const COPIED = ["build", "maps", "package.json", "packages", "pnpm-workspace.yaml", "tsconfig.base.json"];

/** A file, a text in it, and the text to put there. */
export type Change = readonly [path: string, from: string, to: string];

/** A copy of the repository's sources with another text in one file: the next version of the program. */
export interface ChangedCheckout {
  readonly root: string;
  /** The program of the server. It serves `page`, once that is built. */
  readonly server: string;
  /** The folder of the built page. */
  readonly page: string;
  /** Builds the page with the probe for tests. */
  buildPage(): Promise<void>;
  remove(): void;
}

/** Copies the sources, and replaces `from` by `to` in the file at `path`. Throws if the file does not contain it. */
export function changeCheckout([path, from, to]: Change): ChangedCheckout {
  const root = mkdtempSync(join(TEMPORARY, "fray-checkout-"));
  // The links between the packages are relative, so that those of the copy lead into the copy.
  const copying = { recursive: true, verbatimSymlinks: true, filter: (source: string) => basename(source) !== "dist" };
  for (const name of COPIED) cpSync(join(ROOT, name), join(root, name), copying);
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  const text = readFileSync(join(root, path), "utf8");
  if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`);
  writeFileSync(join(root, path), text.replace(from, to));
  const client = join(root, "packages/game-client");
  return {
    root,
    server: join(root, "packages/server/src/main.ts"),
    page: join(client, "dist"),
    async buildPage() {
      const vite = join(client, "node_modules/vite/bin/vite.js");
      await promisify(execFile)(process.execPath, [vite, "build", client, "--mode", "test", "--logLevel", "warn"], {
        cwd: root,
        env: { ...process.env, NODE_ENV: "production" },
      });
    },
    remove: () => rmSync(root, { recursive: true }),
  };
}
