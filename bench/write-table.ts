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

/** Returns the rows of a table that `writeTable` wrote, by column; none if the place of the table is empty. */
export function readTable(document: string, name: string): Record<string, string>[] {
  const text = readFileSync(fileURLToPath(new URL(`../${document}`, import.meta.url)), "utf8");
  const table = new RegExp(`<!-- ${name} -->([^]*)<!-- /${name} -->`).exec(text)?.[1];
  if (table === undefined) throw new Error(`${document} has no table "${name}"`);
  return rowsOf(table);
}

/** Reads the first Markdown table in a text: the reverse of `tableOf`. */
export function rowsOf(text: string): Record<string, string>[] {
  const [columns, , ...rows] = text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.slice(1, line.lastIndexOf("|")).split("|"))
    .map((cells) => cells.map((cell) => cell.trim()));
  return rows.map((cells) => Object.fromEntries(cells.map((cell, index) => [columns?.[index] ?? "", cell])));
}

/** Formats rows as a Markdown table. */
export function tableOf(rows: readonly object[]): string {
  const line = (cells: readonly unknown[]) => `| ${cells.join(" | ")} |`;
  const columns = Object.keys(rows[0] ?? {});
  return [line(columns), line(columns.map(() => "---")), ...rows.map((row) => line(Object.values(row)))].join("\n");
}
