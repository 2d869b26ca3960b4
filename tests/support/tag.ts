import { exec, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const MAIN = fileURLToPath(new URL("../../examples/tag/src/server/main.ts", import.meta.url));
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const READY_LINE = /^Tag is at http:\/\/localhost:(\d+)$/;

export interface TagServer {
  readonly port: number;
  /** Ends it as Ctrl+C does; returns the exit code. */
  stop(): Promise<number | null>;
}

/** The example game as `npm run example:tag` starts it, on a free port. */
export async function startTag(bots: number): Promise<TagServer> {
  await promisify(exec)("npm run -s build:tag", { cwd: ROOT });
  const child = spawn(process.execPath, [MAIN, "--port", "0", "--bots", String(bots)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
  const exited = once(child, "exit");
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const ready = READY_LINE.exec(line);
      if (ready) resolve(Number(ready[1]));
    });
    void exited.then(() => reject(new Error(`tag ended before it was ready:\n${log}`)));
  });
  return {
    port,
    async stop() {
      child.kill("SIGINT");
      await exited;
      process.off("exit", end);
      return child.exitCode;
    },
  };
}
