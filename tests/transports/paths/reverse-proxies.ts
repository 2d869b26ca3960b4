import { findLayer } from "../../support/debian-layer.ts";
import { findProgram } from "../../support/debian-program.ts";
import { documented, startApache, startHaproxy, startNginx, type Proxy } from "../../support/proxy.ts";
import type { Expected, OpenPath, Path } from "./path.ts";

const HAPROXY_PACKAGES = ["haproxy", "liblua5.3-0", "libopentracing-c-wrapper0", "libopentracing1"];

/** The configurations of `docs/hosting.md`. */
const [nginx = ""] = documented("nginx");
const [haproxy = ""] = documented("haproxy");
const [apache = ""] = documented("apache");

/** The lines with which nginx forwards WebSockets. */
const UPGRADE = /^ *proxy_set_header (?:Upgrade|Connection) .*\n/gm;
const HTTP_2 = ["listen 443 ssl", "listen 443 ssl http2"] as const;

const nginxPath = (name: string, site: string, expected: Expected): Path => ({
  name,
  expected,
  async open({ port }, certificate) {
    const found = findProgram("nginx");
    return "missing" in found ? found : opened(await startNginx(found.path, site, { port, certificate }));
  },
});

/** nginx with a certificate, as `docs/hosting.md` recommends and as hosts get it wrong. */
export const NGINX_PATHS: readonly Path[] = [
  nginxPath("nginx as documented", nginx, { plays: "websocket" }),
  nginxPath("nginx without `Upgrade`", nginx.replace(UPGRADE, ""), { plays: "http" }),
  nginxPath(
    "nginx without `Upgrade`, with buffering",
    nginx.replace(UPGRADE, "").replace("proxy_buffering off", "proxy_buffering on"),
    { plays: "http" },
  ),
  nginxPath("nginx with an HTTP/2 front", nginx.replace(...HTTP_2), { plays: "websocket" }),
  nginxPath("nginx with an HTTP/2 front, without `Upgrade`", nginx.replace(...HTTP_2).replace(UPGRADE, ""), {
    plays: "http",
  }),
  nginxPath("nginx with `proxy_pass` alone", nginx.replace(/^ *proxy_(?!pass).*\n/gm, ""), {
    refused: /The server does not accept players from this page's address/,
    logged: /proxy_set_header Host \$http_host;/,
  }),
];

export const APACHE_PATH: Path = {
  name: "apache2 without `upgrade=websocket` or wstunnel",
  expected: { plays: "http" },
  async open({ port }, certificate) {
    const layer = findLayer("apache2", ["apache2-bin"]);
    if ("missing" in layer) return layer;
    return opened(await startApache(layer, apache.replace(" upgrade=websocket", ""), { port, certificate }));
  },
};

export const HAPROXY_PATH: Path = {
  name: "haproxy with time-outs of 10 s",
  expected: { plays: "websocket" },
  async open({ port }, certificate) {
    const found = findProgram("haproxy", HAPROXY_PACKAGES);
    if ("missing" in found) return found;
    return opened(await startHaproxy(found.path, haproxy.replaceAll(/\b1h$/gm, "10s"), { port, certificate }));
  },
};

const opened = ({ http, stop }: Proxy): OpenPath => ({ port: Number(new URL(http).port), scheme: "https", stop });
