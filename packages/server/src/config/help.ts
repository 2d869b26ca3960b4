import { PLAIN_VARIABLES, toFlag, toVariable } from "./names.ts";
import { Config, CONFIG_KEYS, type ConfigKey } from "./schema.ts";

/** Returns the text that `--help` prints. */
export function helpText(): string {
  const rows = CONFIG_KEYS.map((key) => {
    const described = `${describe(key)} (default ${defaultOf(key) || "none"}, or ${toVariable(key)})`;
    return [toFlag(key), described] as const;
  });
  const width = Math.max(...rows.map(([flag]) => flag.length));
  const lines = [...rows, ["--help", "this text"]].map(([flag = "", text]) => `  ${flag.padEnd(width)}  ${text}`);
  const usage = [
    "npm start -- [options]",
    "npm run backup -- FILE [options]",
    "npm run restore -- FILE [options]",
    "npm run player -- export|delete IDENTITY [options]",
  ];
  return [`Usage: ${usage.join("\n       ")}`, "", ...lines].join("\n");
}

/** Returns the description of all options as a table for `docs/hosting.md`. */
export function optionTable(): string {
  const rows = CONFIG_KEYS.map((key) => {
    const names = [toVariable(key), PLAIN_VARIABLES[key]].flatMap((name) => (name ? [`\`${name}\``] : []));
    const fallback = defaultOf(key);
    return [`\`${toFlag(key)}\``, names.join(", "), fallback && `\`${fallback}\``, describe(key)];
  });
  return alignTable([["flag", "variable", "default", "meaning"], ...rows]);
}

/** Formats rows, the first of them headings, as a Markdown table with aligned columns. */
function alignTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const [head = "", ...body] = rows.map((row) =>
    line(widths.map((width, column) => (row[column] ?? "").padEnd(width))),
  );
  return [head, line(widths.map((width) => "-".repeat(width))), ...body].join("\n");
}

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const describe = (key: ConfigKey): string => Config.shape[key].description ?? "";
const defaultOf = (key: ConfigKey): string => String(Config.shape[key].parse(undefined));
