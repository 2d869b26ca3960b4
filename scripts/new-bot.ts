import { parseArgs } from "node:util";

import { createBot, LANGUAGES, type Language } from "./new-bot/create-bot.ts";

const USAGE = `Usage: npm run bot:new -- NAME [--lang ${LANGUAGES.join("|")}] [--dir FOLDER]

Creates the folder NAME with a bot that plays at once. It is created in FOLDER, by default next to this repository.`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      lang: { type: "string", default: "ts" },
      dir: { type: "string", default: ".." },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) console.log(USAGE);
  else {
    const [name = "", ...rest] = positionals;
    if (rest.length > 0) throw new Error(`one NAME is needed, not ${positionals.length}`);
    const folder = createBot({ name, language: languageOf(values.lang), parent: values.dir });
    console.log(
      `Your bot is in ${folder}\n\n  cd ${folder}\n  npm start\n\nIt joins ws://localhost:2567: run "npm start" here first.`,
    );
  }
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
}

function languageOf(text: string): Language {
  const language = LANGUAGES.find((known) => known === text);
  if (!language) throw new Error(`--lang takes ${LANGUAGES.join(" or ")}, not ${JSON.stringify(text)}`);
  return language;
}
