import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { makeCertificate, trust } from "../support/certificate.ts";
import type { Browser } from "./browsers/browser.ts";
import { runCell } from "./cell.ts";
import type { Path } from "./paths/path.ts";
import type { Cell } from "./table.ts";
import { verdictOn } from "./verdict.ts";

interface MatrixOptions {
  readonly paths: readonly Path[];
  readonly browsers: readonly (Browser | { readonly name: string; readonly missing: string })[];
  readonly seconds: number;
  /** How often a cell is tried until it is as expected. */
  readonly tries: number;
  readonly onCell: (path: Path, browser: string, cell: Cell) => void;
}

/** Runs every path in every browser, one after another, because a busy machine would be one more fault. */
export async function runMatrix({ paths, browsers, seconds, tries, onCell }: MatrixOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "fray-transports-"));
  const certificate = makeCertificate(folder);
  trust(certificate.cert);
  try {
    for (const path of paths) {
      for (const browser of browsers) {
        let cell: Cell;
        let left = tries;
        do {
          cell = "missing" in browser ? browser : await attempt({ path, browser, seconds, certificate });
        } while (!isFine(cell) && --left > 0);
        onCell(path, browser.name, cell);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function attempt(options: Parameters<typeof runCell>[0]): Promise<Cell> {
  try {
    const result = await runCell(options);
    return "missing" in result ? result : { ...result, ...verdictOn(options.path.expected, result.seen) };
  } catch (error) {
    return { failed: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error) };
  }
}

/** Whether a cell is as expected, or can't be run here. */
export const isFine = (cell: Cell): boolean => "missing" in cell || ("verdict" in cell && cell.verdict === "expected");
