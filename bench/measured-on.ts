import { cpus } from "node:os";

/**
 * Returns a sentence with the machine, the day and the command line of the measurement, for the text under a table. The
 * arguments of this process follow `program`.
 */
export function measuredOn(program = "npm run bench --"): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} cores of ${cpu?.model.trim() ?? "an unknown CPU"}, ${process.platform}, Node ${process.version.slice(1)}`;
  const day = new Date().toISOString().slice(0, 10);
  const command = [program, ...process.argv.slice(2)].join(" ");
  return `Measured on ${day} by \`${command}\` on ${machine}.`;
}
