import { HELP, helpText, OptionError, parseOptions, type ClientsOptions } from "./options.ts";
import { measureCrowds } from "./scenarios/crowd.ts";

/** Share of the time in which a crowd shoots. */
const FIRE_SHARE = 0.5;

/** What `npm run bench -- clients` does, up to the exit code. */
export async function runClients(args: readonly string[]): Promise<number> {
  let options: ClientsOptions | typeof HELP;
  try {
    options = parseOptions(args);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    console.error(error.message);
    return 1;
  }
  if (options === HELP) {
    console.log(helpText());
    return 0;
  }
  const { rows, ratios } = await measureCrowds({ ...options, fireShare: FIRE_SHARE });
  if (options.json) console.log(JSON.stringify({ crowd: rows, ratios }));
  else {
    console.table(rows);
    console.table(ratios);
  }
  return 0;
}
