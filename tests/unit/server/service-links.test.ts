import { loadConfig } from "@fray/server/internal/config/load-config";
import { PLAIN_VARIABLES, toVariable } from "@fray/server/internal/config/names";
import { CONFIG_KEYS } from "@fray/server/internal/config/schema";
import { isServiceLink } from "@fray/server/internal/config/service-links";
import { describe, expect, test } from "vitest";

/** The variables that Kubernetes gives every pod of a namespace for a Service of that name. */
const kubernetes = (service: string, ip = "10.0.0.1"): Record<string, string> => {
  const name = service.toUpperCase().replaceAll("-", "_");
  const at = ip.includes(":") ? `[${ip}]` : ip;
  return {
    [`${name}_SERVICE_HOST`]: ip,
    [`${name}_SERVICE_PORT`]: "2567",
    [`${name}_SERVICE_PORT_HTTP`]: "2567",
    [`${name}_PORT`]: `tcp://${at}:2567`,
    [`${name}_PORT_2567_TCP`]: `tcp://${at}:2567`,
    [`${name}_PORT_2567_TCP_PROTO`]: "tcp",
    [`${name}_PORT_2567_TCP_PORT`]: "2567",
    [`${name}_PORT_2567_TCP_ADDR`]: ip,
    [`${name}_PORT_53_UDP`]: `udp://${at}:53`,
    [`${name}_PORT_9899_SCTP_ADDR`]: ip,
  };
};

/** The variables that Docker gives a container with `--link other:<alias>`. */
const dockerLink = (alias: string): Record<string, string> => {
  const name = alias.toUpperCase().replaceAll("-", "_");
  return {
    [`${name}_NAME`]: `/web/${alias}`,
    [`${name}_PORT`]: "tcp://172.17.0.5:2567",
    [`${name}_PORT_2567_TCP`]: "tcp://172.17.0.5:2567",
    [`${name}_PORT_2567_TCP_START`]: "tcp://172.17.0.5:2567",
    [`${name}_PORT_2567_TCP_PORT_END`]: "2570",
    [`${name}_ENV_NODE_VERSION`]: "24.21.0",
    [`${name}_ENV_FRAY_BOTS`]: "7",
  };
};

const defaults = loadConfig([], {});

describe("a service of the same container platform", () => {
  test.for([
    kubernetes("fray"),
    kubernetes("fray", "fd00::1"),
    dockerLink("fray"),
    dockerLink("fray-1"),
    ...CONFIG_KEYS.map((key) => kubernetes(toVariable(key).toLowerCase().replaceAll("_", "-"))),
    ...CONFIG_KEYS.map((key) => dockerLink(toVariable(key).toLowerCase().replaceAll("_", "-"))),
  ])("whose variables begin as ours do changes no setting: %o", (env) => {
    expect(loadConfig([], env)).toEqual(defaults);
  });

  test("does not hide a setting that is given in addition", () => {
    const env = { ...kubernetes("fray"), PORT: "8080", FRAY_BOTS: "2" };
    expect(loadConfig([], env)).toMatchObject({ port: 8080, bots: 2 });
    expect(loadConfig([], { ...env, FRAY_PORT: "8081" })).toMatchObject({ port: 8081 });
    expect(loadConfig(["--port", "8082"], env)).toMatchObject({ port: 8082 });
  });

  test("sets no variable with the name of a setting except the port's", () => {
    const names = CONFIG_KEYS.flatMap((key) => [toVariable(key), PLAIN_VARIABLES[key] ?? ""]);
    const value = "tcp://10.0.0.1:2567";
    expect(names.filter((name) => isServiceLink(name, { [name]: value }))).toEqual(["FRAY_PORT"]);
    expect(names.filter((name) => isServiceLink(name, { [name]: "/web/fray" }))).toEqual([]);
  });
});

test.for([
  [{ FRAY_PORT: "tcp" }, 'FRAY_PORT: "tcp" is invalid'],
  [{ FRAY_PORT: "tcp://10.0.0.1" }, "FRAY_PORT: "],
  [{ FRAY_HTTP_PORT: "8080" }, "FRAY_HTTP_PORT: no such setting"],
  [{ FRAY_NAME: "My arena" }, "FRAY_NAME: no such setting"],
  [{ FRAY_ENV_BOTS: "7" }, "FRAY_ENV_BOTS: no such setting"],
  [{ FRAY_SERVICE: "10.0.0.1" }, "FRAY_SERVICE: no such setting"],
  [{ ...kubernetes("fray"), FRAY_BOTTS: "5" }, "FRAY_BOTTS: no such setting"],
] as const)("what no platform makes is refused as ever: %o", ([env, message]) => {
  expect(() => loadConfig([], env)).toThrow(message);
});
