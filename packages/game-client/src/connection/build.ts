/** Set by the bundler. */
declare const FRAY_BUILD: string | undefined;

/** The build of this page; undefined where no bundler has set it. The server refuses clients of another build. */
export const BUILD = typeof FRAY_BUILD === "undefined" ? undefined : FRAY_BUILD;
