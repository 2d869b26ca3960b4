type Environment = Readonly<Record<string, string | undefined>>;

const NAMED_PORT = /^(.+)_PORT$/;
const ENDPOINT = /^(?:tcp|udp|sctp):\/\/\S+:\d+$/;
/** Matches names that no setting has, so the name alone shows that a container platform created the variable. */
const UNMISTAKABLE = /_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_\w+)?)$/;
const LINK_NAME = /^(.+)_NAME$/;
const LINK_PATH = /^\/\S+\/\S+$/;
const LINK_ENVIRONMENT = /^(.+?)_ENV_\w+$/;

/**
 * Whether a container platform created this variable to describe another service. Kubernetes gives every pod
 * `<SERVICE>_SERVICE_HOST`, `<SERVICE>_SERVICE_PORT`, `<SERVICE>_PORT=tcp://10.0.0.1:2567` and
 * `<SERVICE>_PORT_2567_TCP_ADDR` for each Service of its namespace; Docker's links add `<LINK>_NAME=/web/db` and
 * `<LINK>_ENV_<variable>`. For a Service named `fray` they look like settings of this server.
 */
export function isServiceLink(name: string, env: Environment): boolean {
  if (UNMISTAKABLE.test(name)) return true;
  if (NAMED_PORT.test(name)) return isEndpoint(env[name]);
  if (LINK_NAME.test(name)) return LINK_PATH.test(env[name] ?? "");
  const [, link] = LINK_ENVIRONMENT.exec(name) ?? [];
  // The value of such a variable may be anything, so the other variables of the link decide.
  return link !== undefined && isEndpoint(env[`${link}_PORT`]) && LINK_PATH.test(env[`${link}_NAME`] ?? "");
}

const isEndpoint = (value = ""): boolean => ENDPOINT.test(value);
