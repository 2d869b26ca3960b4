import { ConfigError } from "./config-error.ts";
import { Config, SECRET_KEYS, type ConfigKey } from "./schema.ts";
import { HELP, readEnvironment, readFile, readFlags, type Source } from "./sources.ts";

/**
 * Returns the settings of this process. Flags override `FRAY_*` variables (and `PORT`, `HOST`), these override
 * `fray.config.json` in the working directory, and that overrides the defaults. Throws a `ConfigError` for the first
 * invalid value. It names the source, the value and the allowed values.
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
  throw new ConfigError(`${settings[key]?.from}: ${shown} is invalid: ${issue?.message} (${description})`);
}
