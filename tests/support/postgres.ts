import { spawn, execFileSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { freePort } from "./free-port.ts";
import { until } from "./until.ts";

/** Where distributions put what is not on the path. */
const BIN_FOLDERS = ["/usr/lib/postgresql/*/bin", "/usr/local/bin", "/usr/bin", "/opt/homebrew/bin"];
/** Postgres refuses to run as root; Debian's package, and every system, has this user. */
const PLAIN_USER = 65534;

export interface PostgresServer {
  /** `postgres://...` of an empty database. */
  readonly url: string;
  /** Ends it at once, as a lost machine does. */
  kill(): Promise<void>;
  /** Starts it again where it was. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The folder of PostgreSQL's programs on this machine; undefined where there is none. */
export function findPostgres(): string | undefined {
  const { POSTGRES_BIN: given } = process.env;
  const folders = given ? [given] : BIN_FOLDERS.flatMap((pattern) => globSync(pattern).toSorted().toReversed());
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
}

/** A real PostgreSQL with an empty database, on a free port. */
export async function startPostgres(bin: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "fray-postgres-"));
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? { uid: PLAIN_USER, gid: PLAIN_USER } : {};
  if (isRoot) execFileSync("chown", [`${PLAIN_USER}:${PLAIN_USER}`, folder]);
  const data = join(folder, "data");
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "fray", "--auth=trust", "--no-sync"], { ...as, cwd: folder });
  const port = await freePort();
  const url = `postgres://fray@127.0.0.1:${port}/postgres`;
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const args = ["-D", data, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=`];
    const started = spawn(join(bin, "postgres"), args, { ...as, cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    child = started;
    let log = "";
    started.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
    await until("PostgreSQL is ready", () => {
      if (started.exitCode !== null) throw new Error(`PostgreSQL ended:\n${log}`);
      return log.includes("ready to accept connections");
    });
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  };

  await start();
  return {
    url,
    // "Immediate shutdown": no goodbye to clients, recovery on the next start.
    kill: () => end("SIGQUIT"),
    restart: start,
    stop: async () => {
      await end("SIGQUIT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
