import { ConfigError } from "./config-error.ts";
import { Config, SECRET_KEYS, type ConfigKey } from "./schema.ts";
import { HELP, readEnvironment, readFile, readFlags, type Source } from "./sources.ts";

/**
 * The settings of this process: flags win over `FRAY_*` variables (and `PORT`, `HOST`), those over
 * `fray.config.json` in the working directory, that over the defaults. Throws a `ConfigError` naming the source of
 * the first value that won't do, the value and what is allowed.
 */
export function loadConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Config | typeof HELP {
  const flags = readFlags(args);
  if (flags === HELP) return HELP;
  const settings: Source = { ...readFile(), ...readEnvironment(env), ...flags };
  const values = Object.fromEntries(Object.entries(settings).map(([key, { value }]) => [key, value]));
  const parsed = Config.safeParse(values);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const key = issue?.path[0] as ConfigKey;
  const shown = SECRET_KEYS.has(key) ? "its value" : JSON.stringify(values[key]);
  const description = Config.shape[key].description;
  throw new ConfigError(`${settings[key]?.from}: ${shown} won't do: ${issue?.message} (${description})`);
}
