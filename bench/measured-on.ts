import { cpus } from "node:os";

/** The machine, the day and the command line that measured, as one sentence for the table it is written under. */
export function measuredOn(): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} cores of ${cpu?.model.trim() ?? "an unknown CPU"}, ${process.platform}, Node ${process.version.slice(1)}`;
  const day = new Date().toISOString().slice(0, 10);
  const command = ["npm run bench --", ...process.argv.slice(2)].join(" ");
  return `Measured on ${day} by \`${command}\` on ${machine}.`;
}
