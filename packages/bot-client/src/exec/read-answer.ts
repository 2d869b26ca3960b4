import { plain } from "./error-output.ts";
import { Answer } from "./protocol.ts";

const SHOWN_LENGTH = 60;

/** Parses a line as an answer, or returns its error. */
export function readAnswer(line: string): Answer | string {
  const json = tryJson(line);
  const shown = plain(line.length > SHOWN_LENGTH ? `${line.slice(0, SHOWN_LENGTH)}...` : line);
  if (json === undefined) return `no JSON: ${shown}`;
  const answer = Answer.safeParse(json);
  if (answer.success) return answer.data;
  const [issue] = answer.error.issues;
  const where = issue?.path.length ? `${issue.path.join(".")}: ` : "";
  return `no answer: ${where}${issue?.message ?? "not allowed"} in ${shown}`;
}

function tryJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
