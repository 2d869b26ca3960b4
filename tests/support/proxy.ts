import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import type { Certificate } from "./certificate.ts";
import type { DebianLayer } from "./debian-layer.ts";
import { librariesOf } from "./debian-program.ts";
import { freePort } from "./free-port.ts";
import { until } from "./until.ts";

/** A proxy in front of a server. */
export interface Proxy {
  /** `https://127.0.0.1:port` */
  readonly http: string;
  readonly stop: () => Promise<void>;
}

interface Behind {
  /** Port of the server behind the proxy. */
  readonly port: number;
  /** The certificate that the proxy shows to clients. */
  readonly certificate: Certificate;
  /** Its own port; a free one when left out. */
  readonly at?: number;
}

/**
 * Reads the configurations that `docs/hosting.md` recommends, in one language, so that the tests run the documented
 * text.
 */
export function documented(language: "nginx" | "caddyfile" | "haproxy" | "apache"): string[] {
  const guide = readFileSync(new URL("../../docs/hosting.md", import.meta.url), "utf8");
  const fences = guide.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm"));
  return Array.from(fences, ([, text = ""]) => text);
}

/** Starts the nginx at `program` with a `server` block of its configuration. */
export function startNginx(program: string, server: string, { port, certificate, at }: Behind): Promise<Proxy> {
  return start({ port, at }, (folder, own) => {
    const block = server
      .replace("listen 443 ssl", `listen 127.0.0.1:${own} ssl`)
      .replaceAll("127.0.0.1:2567", `127.0.0.1:${port}`)
      .replace("/etc/ssl/fray.pem", certificate.cert)
      .replace("/etc/ssl/fray.key", certificate.key);
    const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    const paths = kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join("\n");
    const config = `daemon off; pid ${folder}/pid; error_log stderr; events {}\nhttp { access_log off;\n${paths}\n${block}}`;
    writeFileSync(join(folder, "nginx.conf"), config);
    return [program, "-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"];
  });
}

/** Starts the Caddy at `program` with a site of its configuration. */
export function startCaddy(program: string, site: string, { port, certificate, at }: Behind): Promise<Proxy> {
  return start({ port, at }, (folder, own) => {
    const block = site
      .replace(/^[\w.]+ \{/, `https://127.0.0.1:${own} {\n\ttls ${certificate.cert} ${certificate.key}`)
      .replaceAll("127.0.0.1:2567", `127.0.0.1:${port}`);
    // Not its own port for redirects, nor for commands, which this machine may be using.
    writeFileSync(join(folder, "Caddyfile"), `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${block}`);
    return [program, "run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"];
  });
}

/** Starts the haproxy at `program` with a frontend and a backend of its configuration. */
export function startHaproxy(program: string, site: string, { port, certificate, at }: Behind): Promise<Proxy> {
  return start({ port, at }, (folder, own) => {
    const both = join(folder, "both.pem");
    writeFileSync(both, `${readFileSync(certificate.cert, "utf8")}\n${readFileSync(certificate.key, "utf8")}`);
    const config = site
      .replace("bind :443", `bind 127.0.0.1:${own}`)
      .replaceAll("127.0.0.1:2567", `127.0.0.1:${port}`)
      .replace("/etc/ssl/fray.pem", both);
    writeFileSync(join(folder, "haproxy.cfg"), config);
    return [program, "-db", "-f", join(folder, "haproxy.cfg")];
  });
}

/** Starts Apache with a virtual host of its configuration. */
export function startApache(layer: DebianLayer, site: string, { port, certificate, at }: Behind): Promise<Proxy> {
  return start({ port, at }, (folder, own) => {
    const host = site
      .replace("*:443", `127.0.0.1:${own}`)
      .replaceAll("127.0.0.1:2567", `127.0.0.1:${port}`)
      .replace("/etc/ssl/fray.pem", certificate.cert)
      .replace("/etc/ssl/fray.key", certificate.key);
    const load = APACHE_MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
    const files = `ServerRoot ${folder}\nPidFile pid\nErrorLog error.log\nServerName fray.example.com\nListen 127.0.0.1:${own}`;
    writeFileSync(join(folder, "apache.conf"), [...load, files, host].join("\n"));
    return layer.command("apache2", "-D", "FOREGROUND", "-f", join(folder, "apache.conf"));
  });
}

/** The modules that Debian loads by default and the site needs, and those that `docs/hosting.md` names. */
const APACHE_MODULES = ["mpm_event", "authz_core", "socache_shmcb", "ssl", "proxy", "proxy_http"];

/**
 * Starts what `prepare` returns, program and arguments, and waits until it is up. By default that is when it answers for
 * the server behind it.
 */
export async function start(
  { port, at }: { readonly port: number; readonly at?: number | undefined },
  prepare: (folder: string, port: number) => readonly string[],
  isUp: (port: number) => Promise<unknown> = (own) => fetch(`https://127.0.0.1:${own}`),
): Promise<Proxy> {
  const folder = mkdtempSync(join(tmpdir(), "fray-proxy-"));
  const own = at ?? (await freePort());
  const [program = "", ...args] = prepare(folder, own);
  const environment = {
    ...process.env,
    ...(basename(program) === "haproxy" && { LD_LIBRARY_PATH: librariesOf("haproxy") }),
    HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
  };
  const child = spawn(program, args, { env: environment, stdio: ["ignore", "ignore", "pipe"] });
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
  const exited = once(child, "exit");
  const http = `https://127.0.0.1:${own}`;
  await until(`a proxy in front of port ${port}`, async () => {
    if (child.exitCode !== null) throw new Error(`the proxy ended:\n${log}`);
    return isUp(own).then(
      () => true,
      () => false,
    );
  });
  return {
    http,
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
      process.off("exit", end);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
