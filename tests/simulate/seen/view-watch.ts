import { StateView } from "@colyseus/schema";
import { Interest, Observer } from "@fray/netcode/core";

import { replaceMethod } from "./replace-method.ts";

/** A view of the framework, with the method by which it takes a number. */
interface Numbered {
  _bindRoot(root: unknown): void;
  dispose(): void;
}

/** Counts what is kept for each client that is sent a state: the framework's views, and observers of our own. */
export class ViewWatch {
  readonly views = new Set<object>();
  readonly observers = new Set<object>();

  constructor() {
    const { views, observers } = this;
    const numbered = StateView.prototype as unknown as Numbered;
    replaceMethod(numbered, "_bindRoot", (bind) => {
      return function (this: Numbered, root) {
        views.add(this);
        bind.call(this, root);
      };
    });
    replaceMethod(numbered, "dispose", (dispose) => {
      return function (this: Numbered) {
        views.delete(this);
        dispose.call(this);
      };
    });
    replaceMethod(Interest.prototype, "observe", (observe) => {
      return function (this: Interest<{ sessionId: string }, never>, ...args) {
        observe.apply(this, args);
        const observer = this.observerOf(args[0].sessionId);
        if (observer) observers.add(observer);
      };
    });
    replaceMethod(Observer.prototype, "dispose", (dispose) => {
      return function (this: Observer<unknown, unknown>) {
        observers.delete(this);
        dispose.call(this);
      };
    });
  }

  /** The server is gone, with everything that it kept. */
  clear(): void {
    this.views.clear();
    this.observers.clear();
  }
}
