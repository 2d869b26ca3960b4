import { cutConnections } from "../boxes/cut-connections.ts";
import { holdBytes } from "../boxes/hold-bytes.ts";
import { http10 } from "../boxes/http-1-0.ts";
import { refuseUpgrade } from "../boxes/refuse-upgrade.ts";
import { stripUpgrade } from "../boxes/strip-upgrade.ts";
import { swallowFrames } from "../boxes/swallow-frames.ts";
import { boxPath } from "./box-path.ts";
import { CONNECT_PATH, MITMPROXY_PATH, SQUID_PATH } from "./forward-proxies.ts";
import type { Path } from "./path.ts";
import { APACHE_PATH, HAPROXY_PATH, NGINX_PATHS } from "./reverse-proxies.ts";

const DIRECT: Path = {
  name: "direct",
  expected: { plays: "websocket" },
  open: ({ port }) => Promise.resolve({ port, scheme: "http", stop: () => Promise.resolve() }),
};

/** All paths, in the order of the table. A row more is an entry here. */
export const PATHS: readonly Path[] = [
  DIRECT,
  ...NGINX_PATHS,
  APACHE_PATH,
  HAPROXY_PATH,
  SQUID_PATH,
  MITMPROXY_PATH,
  CONNECT_PATH,
  boxPath("a box that refuses `Upgrade`", refuseUpgrade, { plays: "http" }),
  boxPath("a box that strips `Upgrade`", stripUpgrade, { plays: "http" }),
  boxPath("a box that swallows frames after the handshake", swallowFrames, { plays: "http" }),
  boxPath("a box that holds bytes back until there are 8 KiB", holdBytes, { plays: "http" }),
  boxPath("a box that cuts every connection after 15 s", cutConnections, { plays: "websocket", interrupts: true }),
  boxPath("a box that speaks HTTP/1.0", http10, { plays: "http" }),
];
