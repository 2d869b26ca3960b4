import { readProbe, type Observed, type Visitor } from "./browser.ts";
import { watchStalls } from "./stalls.ts";

/** A tab that is steered from outside. */
export interface Tab {
  open(url: string): Promise<void>;
  /** Returns the value of a JavaScript expression in the page, which can be written as JSON. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Visits the page of the connection layer, in any browser that has tabs. */
export function visitConnectionPage(tab: Tab, url: string, name: string): Visitor {
  return {
    // The page joins as soon as it has loaded.
    join: () => tab.open(`${url}?name=${encodeURIComponent(name)}`),
    observe: async () =>
      (await tab.evaluate(`window.__fray && (${readProbe.toString()})(window.__fray)`)) as Observed | undefined,
    async fight(isFighting) {
      if (isFighting) await tab.evaluate(`void (${watchStalls.toString()})()`);
      await tab.evaluate(`void (window.connectionPage.isFighting = ${isFighting})`);
    },
    async say(text) {
      await tab.evaluate(`void window.connectionPage.say(${JSON.stringify(text)})`);
    },
    shows: async (text) =>
      Boolean(
        await tab.evaluate(
          `[...(window.connectionPage?.lines ?? []), window.connectionPage?.failure].some((line) => ${String(text)}.test(line))`,
        ),
      ),
    text: async () => String(await tab.evaluate("window.connectionPage?.failure")),
    leave: () => tab.close(),
  };
}
