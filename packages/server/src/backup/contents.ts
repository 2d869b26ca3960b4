import { z } from "zod";

/** The places of a host's data. */
export interface HostFiles {
  /** Folder of the statistics and the secret; empty when neither is stored. */
  readonly dataDir: string;
  readonly mapsFolder: string;
  /** The file of settings, which may not exist. */
  readonly configFile: string;
}

/** The files of an archive, by their names in it. Maps are in a folder. */
export const SECRET = "secret";
export const REPLAY_KEY = "replay-key";
export const DATABASE = "fray.sqlite";
export const SETTINGS = "fray.config.json";
export const ABOUT = "backup.json";
export const MAP = /^maps\/[\w-]{1,64}\.tmj$/;

/** The contents of `backup.json`. */
export const About = z.object({ format: z.literal(1), at: z.string(), files: z.array(z.string()) });

export const isKnown = (name: string): boolean =>
  [SECRET, REPLAY_KEY, DATABASE, SETTINGS, ABOUT].includes(name) || MAP.test(name);
