import { homeOf } from "./platform/home.ts";
import { mayReload, reloadOnce } from "./platform/reload-once.ts";

/*
 * Shows a sentence and a button when the page has failed, and reports the failure to the server. It is built as a
 * separate script in old syntax and runs before the game's scripts, so that it also notices when those do not arrive
 * or can't be parsed.
 */

/**
 * `load`: a part of the page did not arrive. `start`: the page failed before it showed anything. `broken`: the page
 * failed later.
 */
type Failure = "load" | "start" | "broken";

const TEXTS: Readonly<Record<Failure, readonly [title: string, sentence: string]>> = {
  load: ["A part of the game is missing", "It did not arrive. Check your connection, then reload the page."],
  start: [
    "Fray could not start",
    "Reload the page. If that does not help, this browser may be too old: update it or use another one.",
  ],
  broken: [
    "Something broke",
    "Reload the page to go on. If you were in a fight, your place in it is kept for a moment.",
  ],
};

/** Reports per visit: an error in each frame must not become a request in each frame. The server has its own limits. */
const MAX_REPORTS = 3;
const MAX_MESSAGE = 300;
const MAX_STACK = 1000;

/** Base address of the page and its scripts. */
const home = homeOf(document.baseURI).href;
let reports = 0;
let isShown = false;
/** If the style sheet is missing, the rest of the page is unusable and would cover the message. */
let isBare = false;

addEventListener(
  "error",
  (event) => {
    const { target } = event;
    if (target instanceof HTMLScriptElement) fail("load", `not loaded: ${target.src}`, "");
    else if (target instanceof HTMLLinkElement && target.rel === "stylesheet") {
      isBare = true;
      fail("load", `not loaded: ${target.href}`, "");
    } else if (event instanceof ErrorEvent && (isOurs(event.filename) || isOurs(stackOf(event.error)))) {
      failBy(event.error, `${event.message} (${event.filename}:${event.lineno}:${event.colno})`);
    }
  },
  // Load errors of elements do not bubble, so this listens in the capture phase.
  { capture: true },
);
addEventListener("unhandledrejection", ({ reason }) => {
  if (isOurs(stackOf(reason))) failBy(reason, String(reason));
});
// A browser without modules runs nothing after this script, and reports no error.
if (!("noModule" in HTMLScriptElement.prototype)) fail("start", "no modules", "");

/**
 * Whether an address or a stack trace names a script of this page. Errors of browser extensions and consoles must not
 * count.
 */
function isOurs(text: string): boolean {
  return text.split(home).some((part, index) => index > 0 && /^[^\s?):]+\.[jt]sx?\b/.test(part));
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? "") : "");

function failBy(error: unknown, message: string): void {
  const stack = stackOf(error);
  if (error instanceof Error && error.name === "NotLoadedError") fail("load", String(error.cause), stack);
  else fail(hasStarted() ? "broken" : "start", message, stack);
}

const hasStarted = (): boolean => document.querySelector("#menu > *, #hud > *") !== null;

function fail(failure: Failure, message: string, stack: string): void {
  report(failure, message, stack);
  if (failure === "load") reloadIfReplaced();
  if (isShown) return;
  isShown = true;
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => show(failure));
  else show(failure);
}

/** Reloads the page when the server has another one by now: the missing part of this page does not exist there any more. */
function reloadIfReplaced(): void {
  // Addresses of replays are a folder deeper, so only the name of the file is compared.
  const entry = document.querySelector("script[type=module]")?.getAttribute("src")?.split("/").at(-1);
  if (!entry || !mayReload()) return;
  fetch(home, { cache: "no-store" })
    .then(async (answer) => (answer.ok ? answer.text() : entry))
    .then((page) => {
      if (!page.includes(entry)) reloadOnce();
    })
    // Without an answer a reload would lose the page.
    .catch(() => undefined);
}

function report(failure: Failure, message: string, stack: string): void {
  if (reports++ >= MAX_REPORTS) return;
  const body = JSON.stringify({ failure, message: message.slice(0, MAX_MESSAGE), stack: stack.slice(0, MAX_STACK) });
  fetch(`${home}api/page-error`, { method: "POST", body, keepalive: true }).catch(() => undefined);
}

/** Shows the message over everything else, in the style of the game's dialogs. */
function show(failure: Failure): void {
  const [title, sentence] = TEXTS[failure];
  const back = element("div", "dialog-back");
  const card = element("section", "dialog");
  card.setAttribute("role", "alert");
  const header = element("header");
  header.append(element("h2", "", title));
  const choices = element("div", "choices");
  choices.append(button("button", "Reload", () => location.reload()));
  const close = (): void => {
    back.remove();
    isShown = false;
  };
  if (hasStarted() && !isBare) choices.append(button("button quiet", "Close", close));
  card.append(header, element("p", "", sentence), choices);
  back.append(card);
  if (isBare) for (const part of Array.from(document.body.children)) part.setAttribute("hidden", "");
  document.body.prepend(back);
}

function element(tag: string, className = "", text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function button(className: string, text: string, onClick: () => void): HTMLElement {
  const made = element("button", className, text);
  made.addEventListener("click", onClick);
  return made;
}
