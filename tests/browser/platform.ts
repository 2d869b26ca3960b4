import { runInNewContext } from "node:vm";

/** How a part of a browser can be absent: it does not exist, or it throws when it is used. */
export type Absence = "missing" | "throws";

/** The globals of the language itself. `Intl` is not among them, because a browser may lack it. */
const LANGUAGE = String(runInNewContext("Object.getOwnPropertyNames(globalThis).join(' ')"))
  .split(" ")
  .filter((name) => name !== "Intl");

/**
 * The parts that Fray and its libraries require: a page, a canvas with WebGL, a connection to the server, the size of
 * the screen.
 */
const REQUIRED = [
  "(?:HTML|SVG|DOM|CSS|WebGL|Event|Text|Node|Document|Element|Abort).*",
  ".*Event|(?:add|remove)EventListener|(?:request|cancel)AnimationFrame|(?:set|clear)(?:Timeout|Interval)|queueMicrotask",
  "Window|window|self|document|location|history|navigator|screen|performance|Navigator|Screen|History|userAgent|state",
  "fetch|Headers|Request|Response|FormData|WebSocket|URL|URLSearchParams|Blob|File|FileReader|FileList",
  "CanvasRenderingContext2D|Path2D|Image|devicePixelRatio|inner(?:Width|Height)|getComputedStyle",
  "focus|page[XY]Offset|orientation|maxTouchPoints",
  // The parts that tests use themselves.
  "requestIdleCallback|cancelIdleCallback|Temporal|playwright.*|__.*",
];

/** Later additions to parts that every browser has. */
const LATER = [
  "Document.prototype.fonts",
  "Document.prototype.hasFocus",
  "Document.prototype.execCommand",
  "Document.prototype.exitFullscreen",
  "Element.prototype.animate",
  "Element.prototype.getAnimations",
  "Element.prototype.checkVisibility",
  "Element.prototype.requestFullscreen",
  "Element.prototype.requestPointerLock",
  "Element.prototype.setPointerCapture",
  "Element.prototype.scrollTo",
  "Element.prototype.scrollIntoView",
  "AbortSignal.any",
  "AbortSignal.timeout",
  "URL.canParse",
];

/** Objects whose parts are all optional, except the required ones. */
const HOLDERS = ["window", "Navigator.prototype", "Screen.prototype", "History.prototype", "Intl"];

const RULES = {
  holders: HOLDERS,
  later: LATER,
  required: `^(?:${[...LANGUAGE, ...REQUIRED].join("|")})$`,
};

/**
 * A script that removes optional parts of the browser from a page: only the parts in `only`, like
 * "Navigator.prototype.getGamepads", or all. It must run before the page's own scripts.
 */
export const withoutParts = (absence: Absence, only?: readonly string[]): string =>
  `(${takeAway.toString()})(${JSON.stringify({ ...RULES, absence, only })})`;

/** A script that records which optional parts of the browser a page uses, as `window.usedParts`. */
export const noteUsedParts = (): string => `(${noteUse.toString()})(${JSON.stringify(RULES)})`;

type Rules = typeof RULES;

declare global {
  interface Window {
    usedParts: Set<string>;
  }
}

/** Runs in the page. */
function takeAway({
  holders,
  later,
  required,
  absence,
  only,
}: Rules & { absence: Absence; only?: readonly string[] }): void {
  const isRequired = new RegExp(required);
  const find = (path: string): object =>
    path === "window" ? window : path.split(".").reduce<object>((at, key) => Reflect.get(at, key) as object, window);
  const refuse = (): never => {
    throw new DOMException("not here", "SecurityError");
  };
  const remove = (holder: object, name: string): void => {
    const part = Object.getOwnPropertyDescriptor(holder, name);
    if (!part?.configurable) return;
    if (absence === "missing") Reflect.deleteProperty(holder, name);
    // A function still exists but fails when it is called; a property fails when it is read. A plain object can't
    // throw.
    else if (typeof part.value === "function") {
      const broken = function broken() {
        return refuse();
      };
      broken.prototype = (part.value as { prototype?: object }).prototype;
      Object.defineProperty(holder, name, { ...part, value: broken });
    } else if (part.get) Object.defineProperty(holder, name, { ...part, get: refuse });
  };
  const parts = [
    ...later,
    ...holders.flatMap((path) =>
      Object.getOwnPropertyNames(find(path)).flatMap((name) => (isRequired.test(name) ? [] : [`${path}.${name}`])),
    ),
  ];
  // Finds all parts before it removes any, because some contain others.
  const found = (only ?? parts).map((path) => {
    const dot = path.lastIndexOf(".");
    return [find(path.slice(0, dot)), path.slice(dot + 1)] as const;
  });
  for (const [holder, name] of found) remove(holder, name);
}

/** Runs in the page. */
function noteUse({ holders, later, required }: Rules): void {
  const isRequired = new RegExp(required);
  const used = new Set<string>();
  window.usedParts = used;
  const watch = (path: string, name: string): void => {
    const holder = path.split(".").reduce<object>((at, key) => Reflect.get(at, key) as object, window);
    const part = Object.getOwnPropertyDescriptor(holder, name);
    if (!part?.configurable || name === "usedParts") return;
    let { value } = part;
    Object.defineProperty(holder, name, {
      configurable: true,
      get(this: unknown) {
        used.add(`${path}.${name}`);
        return part.get ? (part.get.call(this) as unknown) : value;
      },
      set(this: unknown, next: unknown) {
        if (part.set) part.set.call(this, next);
        else value = next;
      },
    });
  };
  for (const path of later) watch(path.slice(0, path.lastIndexOf(".")), path.slice(path.lastIndexOf(".") + 1));
  for (const path of holders) {
    const holder = path.split(".").reduce<object>((at, key) => Reflect.get(at, key) as object, window);
    for (const name of Object.getOwnPropertyNames(holder)) if (!isRequired.test(name)) watch(path, name);
  }
}
