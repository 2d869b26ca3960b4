import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A file whose name has a hash of its contents. */
const PART = /^(.+-)(.{8})(\.\w+)$/;

/** Gives all parts of a built page other names, as a build of changed sources does. */
export function renameParts(page: string): void {
  const assets = join(page, "assets");
  const names = readdirSync(assets);
  const renamed = new Map(names.map((name) => [name, name.replace(PART, "$1another$3")]));
  for (const [name, another] of renamed) renameSync(join(assets, name), join(assets, another));
  const texts = [join(page, "index.html"), ...[...renamed.values()].map((name) => join(assets, name))];
  for (const path of texts.filter((name) => /\.(?:html|js|css)$/.test(name))) {
    let text = readFileSync(path, "utf8");
    for (const [name, another] of renamed) text = text.replaceAll(name, another);
    writeFileSync(path, text);
  }
}
