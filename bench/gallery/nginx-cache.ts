import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { findProgram } from "../../tests/support/debian-program.ts";
import { documented, start, type Proxy } from "../../tests/support/proxy.ts";

/** Beside a connection to each viewer, there are a few to the server and to files. */
const MORE_DESCRIPTORS = 200;

/** Where the bench runs as root, the workers of nginx must be able to write into its folder too. */
const USER = process.getuid?.() === 0 ? "user root;" : "";

/**
 * Starts an nginx that serves the rounds of a server to `viewers`, by the lines of `docs/hosting.md` and without TLS. Throws
 * when there is no nginx.
 */
export async function startCache(port: number, viewers: number): Promise<Proxy> {
  const found = findProgram("nginx");
  if ("missing" in found) throw new Error(found.missing);
  const [, cache = "", location = ""] = documented("nginx");
  const descriptors = viewers * 2 + MORE_DESCRIPTORS;
  const prepare = (folder: string, own: number): string[] => {
    const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    const paths = kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join("\n");
    const server = `server { listen 127.0.0.1:${own} backlog=16384;\n${location.replaceAll("127.0.0.1:2567", `127.0.0.1:${port}`)} }`;
    const http = `access_log off; keepalive_requests 100000;\n${paths}\n${cache.replace("/var/cache/nginx/fray", `${folder}/cache`)}\n${server}`;
    const events = `worker_rlimit_nofile ${descriptors}; events { worker_connections ${descriptors}; }`;
    const file = join(folder, "nginx.conf");
    writeFileSync(file, `daemon off; ${USER} pid ${folder}/pid; error_log stderr;\n${events}\nhttp { ${http} }`);
    return [found.path, "-p", folder, "-c", file, "-e", "stderr"];
  };
  const proxy = await start({ port }, prepare, (own) => fetch(`http://127.0.0.1:${own}/api/live`));
  return { ...proxy, http: proxy.http.replace("https:", "http:") };
}
