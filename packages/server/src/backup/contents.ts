import { z } from "zod";

/** Where a host's own things are. */
export interface HostFiles {
  /** Folder of the statistics and the secret; empty where neither is kept. */
  readonly dataDir: string;
  readonly mapsFolder: string;
  /** The file of settings, which may not be there. */
  readonly configFile: string;
}

/** The files of an archive, by the names they have in it. Maps are in a folder. */
export const SECRET = "secret";
export const DATABASE = "fray.sqlite";
export const SETTINGS = "fray.config.json";
export const ABOUT = "backup.json";
export const MAP = /^maps\/[\w-]{1,64}\.tmj$/;

/** What `backup.json` says. */
export const About = z.object({ format: z.literal(1), at: z.string(), files: z.array(z.string()) });

export const isKnown = (name: string): boolean => [SECRET, DATABASE, SETTINGS, ABOUT].includes(name) || MAP.test(name);
