import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";

import { findLayer } from "../../support/debian-layer.ts";
import { start, type Proxy } from "../../support/proxy.ts";
import { connectTo443 } from "../boxes/connect-to-443.ts";
import type { OpenPath, Path } from "./path.ts";

/** A proxy for Firefox and the like is up when it accepts a connection. */
async function accepts(port: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.destroy();
}

const through = ({ http, stop }: Proxy, page: string): OpenPath => ({
  port: Number(new URL(http).port),
  scheme: "http",
  through: page,
  stop,
});

/** Squid that decrypts what it forwards, with a certificate that browsers are told to accept. */
export const SQUID_PATH: Path = {
  name: "squid with ssl-bump",
  // It forwards no protocol but HTTP unless a line of its configuration names one.
  expected: { plays: "http" },
  isTls: true,
  async open(server, { cert, key }) {
    const layer = findLayer("squid", ["squid-openssl"]);
    if ("missing" in layer) return layer;
    const proxy = await start(
      server,
      (folder, own) => {
        const config = [
          `http_port 127.0.0.1:${own} ssl-bump cert=${cert} key=${key} generate-host-certificates=off`,
          "ssl_bump bump all",
          "tls_outgoing_options flags=DONT_VERIFY_PEER",
          "sslproxy_cert_error allow all",
          "http_access allow all",
          "cache deny all",
          "access_log none",
          "cache_log /dev/stderr",
          "pinger_enable off",
          "shutdown_lifetime 0 seconds",
          `pid_filename ${folder}/pid`,
          `coredump_dir ${folder}`,
        ];
        writeFileSync(join(folder, "squid.conf"), config.join("\n"));
        return layer.command("squid", "--foreground", "-f", join(folder, "squid.conf"));
      },
      accepts,
    );
    return through(proxy, server.http);
  },
};

export const MITMPROXY_PATH: Path = {
  name: "mitmproxy",
  expected: { plays: "websocket" },
  isTls: true,
  async open(server) {
    const layer = findLayer("mitmproxy");
    if ("missing" in layer) return layer;
    const proxy = await start(
      server,
      (folder, own) => {
        const options = ["--quiet", "--ssl-insecure", "--listen-host", "127.0.0.1", "--listen-port", String(own)];
        return layer.command("mitmdump", "--set", `confdir=${folder}`, ...options);
      },
      accepts,
    );
    return through(proxy, server.http);
  },
};

export const CONNECT_PATH: Path = {
  name: "a proxy that allows CONNECT to port 443 only",
  expected: { plays: "websocket" },
  isTls: true,
  async open(server) {
    const { port, close } = await connectTo443(server.port);
    return { port, scheme: "http", through: "https://fray.test", stop: close };
  },
};
