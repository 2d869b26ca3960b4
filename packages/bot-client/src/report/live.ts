import { clearScreenDown, moveCursor } from "node:readline";
import type { WriteStream } from "node:tty";

import { progressJson } from "./json.ts";
import type { Report } from "./report.ts";
import { formatRates, formatStatus, tableOf } from "./text.ts";

/** If the output is not a terminal, a line goes to the log only every few seconds. */
const SECONDS_BETWEEN_LOGGED_LINES = 5;

/** Shows the state of the swarm while it plays. */
export interface Live {
  /** Call this once a second. */
  update(report: Report): void;
  /** Moves to a new line, so that later output does not continue the line of the live report. */
  end(): void;
}

/**
 * Creates the live output: with `json` a line of JSON per second on stdout; otherwise a table on a terminal, or an
 * occasional line in a log.
 */
export function createLive({ json, quiet }: { readonly json: boolean; readonly quiet: boolean }): Live {
  if (quiet) return { update() {}, end() {} };
  if (json) return { update: (report) => process.stdout.write(`${progressJson(report)}\n`), end() {} };
  return process.stderr.isTTY ? createTable(process.stderr) : createLog();
}

/** Creates a table that is rewritten in place. */
function createTable(terminal: WriteStream): Live {
  let rows = 0;
  const clear = (): void => {
    if (rows > 0) moveCursor(terminal, -terminal.columns, -rows);
    clearScreenDown(terminal);
    rows = 0;
  };
  return {
    update(report) {
      const lines = [formatStatus(report), `now ${formatRates(report)}`, "", ...tableOf(report)];
      clear();
      // A line that wraps would take two lines.
      terminal.write(lines.map((line) => `${line.slice(0, terminal.columns - 1)}\n`).join(""));
      rows = lines.length;
    },
    end: clear,
  };
}

function createLog(): Live {
  let updates = 0;
  return {
    update(report) {
      if (++updates % SECONDS_BETWEEN_LOGGED_LINES !== 0) return;
      process.stderr.write(`${formatStatus(report)}  ${formatRates(report)}\n`);
    },
    end() {},
  };
}
