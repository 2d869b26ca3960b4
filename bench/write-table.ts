import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Puts measured rows into a document, as a table between `<!-- name -->` and `<!-- /name -->`, so that no number in it is
 * typed by hand. The columns are the rows' own keys, in their order.
 */
export function writeTable(document: string, name: string, rows: readonly object[]): void {
  const path = fileURLToPath(new URL(`../${document}`, import.meta.url));
  const text = readFileSync(path, "utf8");
  const marked = new RegExp(`(<!-- ${name} -->)[^]*(<!-- /${name} -->)`);
  if (!marked.test(text)) throw new Error(`${document} has no table "${name}"`);
  const line = (cells: readonly unknown[]) => `| ${cells.join(" | ")} |`;
  const columns = Object.keys(rows[0] ?? {});
  const table = [line(columns), line(columns.map(() => "---")), ...rows.map((row) => line(Object.values(row)))];
  writeFileSync(path, text.replace(marked, `$1\n\n${table.join("\n")}\n\n$2`));
}
