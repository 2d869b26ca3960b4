import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Writes measured rows into a document, as a table between `<!-- name -->` and `<!-- /name -->`, so that no number is
 * typed by hand. The columns are the keys of the rows, in their order. `caption` is a sentence under the table about
 * the measurement.
 */
export function writeTable(document: string, name: string, rows: readonly object[], caption?: string): void {
  const path = fileURLToPath(new URL(`../${document}`, import.meta.url));
  const text = readFileSync(path, "utf8");
  const marked = new RegExp(`(<!-- ${name} -->)[^]*(<!-- /${name} -->)`);
  if (!marked.test(text)) throw new Error(`${document} has no table "${name}"`);
  const written = [tableOf(rows), ...(caption === undefined ? [] : [caption])].join("\n\n");
  writeFileSync(path, text.replace(marked, `$1\n\n${written}\n\n$2`));
}

/** Formats rows as a Markdown table. */
export function tableOf(rows: readonly object[]): string {
  const line = (cells: readonly unknown[]) => `| ${cells.join(" | ")} |`;
  const columns = Object.keys(rows[0] ?? {});
  return [line(columns), line(columns.map(() => "---")), ...rows.map((row) => line(Object.values(row)))].join("\n");
}
