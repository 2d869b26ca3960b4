import {
  collapseDuplicatesTransformer,
  createSimpleTransformer,
  englishDataset,
  englishRecommendedTransformers,
  ParserError,
  parseRawPattern,
  RegExpMatcher,
  resolveConfusablesTransformer,
  resolveLeetSpeakTransformer,
  toAsciiLowerCaseTransformer,
} from "obscenity";

import { ConfigError } from "../config/config-error.ts";
import { fileFaultOf } from "../config/file-fault.ts";
import { codeOf } from "../error-code.ts";
import type { Disk } from "../storage/disk.ts";

/** Name of the library's own list, instead of a file. */
const ENGLISH = "english";
const MAX_WORDS = 10_000;
const FLAG = "--word-list";
/** Letters with a space after each, as in "b a d". */
const SPACED_LETTER = /(?<=(?:^|\s)\p{L}) (?=\p{L}(?:\s|$))/gu;
/** At the end of a word these are no figures for letters, as "!" is for "i". */
const END_OF_WORD = /[!?.,;:]+(?=\s|$)/gu;
const PUNCTUATION = /[\p{P}\p{S}]/u;

interface Word {
  readonly text: string;
  /** Where it stands, for an error. */
  readonly line: number;
}

type Matcher = Pick<RegExpMatcher, "hasMatch">;

/** The words that a host does not want to read in chat and names, however they are spelled. */
export class WordList {
  readonly #matchers: readonly Matcher[];

  constructor(matchers: readonly Matcher[] = []) {
    this.#matchers = matchers;
  }

  /** Whether a text has one of the words in it. The text is normalized already, as all texts of players are. */
  isIn(text: string): boolean {
    const joined = text.replace(END_OF_WORD, "").replace(SPACED_LETTER, "");
    return this.#matchers.some((matcher) => matcher.hasMatch(joined));
  }
}

/**
 * Reads the list that a setting names: "english" for the library's own, otherwise a file with one word per line; "" for
 * none. `#` starts a comment, `|` at the start or end of a word is a word's edge, `?` is any letter, and what stands in
 * `[]` may be missing. Throws a `ConfigError` for a file that can't be used.
 */
export function readWordList(setting: string, disk: Disk): WordList {
  if (setting === "") return new WordList();
  if (setting === ENGLISH)
    return new WordList([new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers })]);
  const words = wordsOf(readText(setting, disk));
  if (words.length > MAX_WORDS)
    throw new ConfigError(`${FLAG}: "${setting}" has ${words.length} words, and at most ${MAX_WORDS} are possible`);
  // A letter that a word has twice in a row must stay double in the text, so words are grouped by these letters.
  const groups = Map.groupBy(words, ({ text }) => `${isAscii(text)} ${doubledLetters(text)}`);
  return new WordList(Array.from(groups.values(), (group) => matcherOf(group, setting)));
}

function readText(path: string, disk: Disk): string {
  try {
    return disk.read(path).toString("utf8");
  } catch (error) {
    throw new ConfigError(fileFaultOf(FLAG, path, codeOf(error) || String(error)));
  }
}

const wordsOf = (text: string): Word[] =>
  text
    .replace(/^\ufeff/u, "")
    .split(/\r?\n/u)
    .map((line, index) => ({ text: line.replace(/#.*$/u, "").trim().normalize("NFC").toLowerCase(), line: index + 1 }))
    .filter((word) => word.text !== "");

/** Creates the matcher of words with the same doubled letters and the same kind of script. */
function matcherOf(words: readonly Word[], path: string): Matcher {
  const [first = { text: "", line: 0 }] = words;
  const doubled = new Map(Array.from(doubledLetters(first.text), (letter) => [letter, 2]));
  return new RegExpMatcher({
    blacklistedTerms: words.map((word, id) => ({ id, pattern: patternOf(word, path) })),
    blacklistMatcherTransformers: [
      // Figures and look-alikes stand for Latin letters only.
      ...(isAscii(first.text)
        ? [resolveConfusablesTransformer(), resolveLeetSpeakTransformer(), toAsciiLowerCaseTransformer()]
        : [createSimpleTransformer(toLowerCase)]),
      createSimpleTransformer((code) => (PUNCTUATION.test(String.fromCodePoint(code)) ? undefined : code)),
      collapseDuplicatesTransformer({ defaultThreshold: 1, customThresholds: doubled }),
    ],
  });
}

function patternOf({ text, line }: Word, path: string): ReturnType<typeof parseRawPattern> {
  const refuse = (why: string) => new ConfigError(`${FLAG}: "${path}", line ${line}: "${text}" can't be used: ${why}`);
  if (text.replace(/\[[^\]]*\]|\|/gu, "") === "") throw refuse("it fits a text without letters");
  try {
    return parseRawPattern(text);
  } catch (error) {
    throw error instanceof ParserError ? refuse(error.message) : error;
  }
}

const toLowerCase = (code: number): number => String.fromCodePoint(code).toLowerCase().codePointAt(0) ?? code;

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/u.test(text);

/** Returns the letters that stand twice in a row in a word, each once, in order. */
const doubledLetters = (text: string): string =>
  [...new Set(Array.from(text.matchAll(/(\p{L})\1/gu), ([, letter = ""]) => letter))].toSorted().join("");
