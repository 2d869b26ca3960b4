import type { Plugin } from "vite";

/** What shows a replay. It loads when the page has begun to run, unless something asks for it before. */
const PARTS = /\/src\/replay\/(?:open-viewer|replay-session)\.ts$/;
/** The worker that plays it. It finds its script in the cache of the browser. */
const WORKER = /\/replay-worker-[\w-]+\.js$/;
const FILE = "watch-head.html";

/** A script of the build, as far as this is concerned. */
interface Script {
  readonly fileName: string;
  readonly imports: readonly string[];
  readonly styles: readonly string[];
}

/**
 * Writes links for the head of the page at `watch/<id>`, where the server puts them: then the browser fetches the replay
 * and what shows it together with the page's own scripts, and not one after the other. `:id` stands for the replay.
 */
export const watchHead: Plugin = {
  name: "watch-head",
  apply: "build",
  enforce: "post",
  generateBundle: {
    order: "post",
    handler(_options, bundle) {
      const scripts = new Map<string, Script>();
      const parts: string[] = [];
      let entry = "";
      let worker: string | undefined;
      for (const file of Object.values(bundle)) {
        if (WORKER.test(file.fileName)) worker = file.fileName;
        if (file.type !== "chunk") continue;
        const { fileName, imports, facadeModuleId } = file;
        scripts.set(fileName, { fileName, imports, styles: [...(file.viteMetadata?.importedCss ?? [])] });
        if (file.isEntry) entry = fileName;
        else if (facadeModuleId && PARTS.test(facadeModuleId)) parts.push(fileName);
      }
      const known = new Set(withImports([entry], scripts));
      const wanted = withImports(parts, scripts).filter((script) => !known.has(script));
      if (parts.length !== 2 || !worker) throw new Error("the page lacks a part that shows replays");
      const links = [
        `<link rel="preload" as="fetch" crossorigin href="./api/replays/:id">`,
        `<link rel="modulepreload" crossorigin href="./${worker}">`,
      ];
      for (const { fileName, styles } of wanted) {
        links.push(`<link rel="modulepreload" crossorigin href="./${fileName}">`);
        for (const style of styles) links.push(`<link rel="preload" as="style" crossorigin href="./${style}">`);
      }
      this.emitFile({ type: "asset", fileName: FILE, source: [...new Set(links)].join("\n") });
    },
  },
};

/** Some scripts and all that they import. */
function withImports(names: readonly string[], scripts: ReadonlyMap<string, Script>): Script[] {
  const found = new Set<Script>();
  const add = (name: string): void => {
    const script = scripts.get(name);
    if (!script || found.has(script)) return;
    found.add(script);
    for (const each of script.imports) add(each);
  };
  for (const name of names) add(name);
  return [...found];
}
