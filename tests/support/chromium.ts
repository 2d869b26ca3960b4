import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser } from "playwright-core";

/** Where an installed one may be; `CHROMIUM_PATH` wins, and "bundled" there asks for npm's. */
const INSTALLED = ["/usr/bin/chromium", "/usr/bin/chromium-headless-shell", "/usr/bin/google-chrome"];
const CACHE = fileURLToPath(new URL("../../node_modules/.cache/chromium/", import.meta.url));

const ARGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A name that is no secure context, as the address of another machine in a LAN is none.
  "--host-resolver-rules=MAP insecure.test 127.0.0.1",
  // WebGL in software: there is no graphics card where tests run.
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
];

/**
 * A real Chromium without a window: an installed one, else the one that comes as an npm package (Linux, x64). `more` are
 * further arguments of its command line.
 */
export async function launchChromium(...more: readonly string[]): Promise<Browser> {
  const args = [...ARGS, ...more];
  const wanted = process.env["CHROMIUM_PATH"];
  const installed = wanted === "bundled" ? undefined : (wanted ?? INSTALLED.find((path) => existsSync(path)));
  if (installed) return chromium.launch({ executablePath: installed, args });
  if (!existsSync(CACHE)) await unpack();
  const environment = {
    ...process.env,
    LD_LIBRARY_PATH: join(CACHE, "al2023/lib"),
    FONTCONFIG_FILE: join(CACHE, "fonts.conf"),
  };
  return chromium.launch({ executablePath: join(CACHE, "chromium"), args, env: environment });
}

/**
 * Unpacks the package's browser and its libraries once. It unpacks into a temporary folder first, because test files
 * run in parallel.
 */
async function unpack(): Promise<void> {
  await mkdir(dirname(CACHE.replace(/\/$/, "")), { recursive: true });
  const folder = await mkdtemp(join(CACHE, "../chromium-"));
  // The package unpacks to the system's temporary folder, wherever that is.
  process.env["TMPDIR"] = folder;
  const { default: bundle, inflate } = await import("@sparticuz/chromium");
  await bundle.executablePath();
  const binaries = join(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "../bin");
  await inflate(join(binaries, "al2023.tar.br"));
  // The package's own configuration draws no text at all on a machine without fonts.
  const fonts = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(CACHE, "fonts/fonts")}</dir><dir>${join(CACHE, "fonts")}</dir><cachedir>${join(CACHE, "fontcache")}</cachedir></fontconfig>\n`;
  await writeFile(join(folder, "fonts.conf"), fonts);
  delete process.env["TMPDIR"];
  await rename(folder, CACHE).catch(() => rm(folder, { recursive: true, force: true }));
}
