import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Puts measured rows into a document, between `<!-- name -->` and `<!-- /name -->`, so that no number in it is typed by
 * hand. The columns are the rows' own keys, in their order; the document has the header.
 */
export function writeTable(document: string, name: string, rows: readonly object[]): void {
  const path = fileURLToPath(new URL(`../${document}`, import.meta.url));
  const text = readFileSync(path, "utf8");
  const marked = new RegExp(`(<!-- ${name} -->)[^]*(<!-- /${name} -->)`);
  if (!marked.test(text)) throw new Error(`${document} has no table "${name}"`);
  const lines = rows.map((row) => `| ${Object.values(row).join(" | ")} |`).join("\n");
  writeFileSync(path, text.replace(marked, `$1\n${lines}\n$2`));
}
