type Listener = (event: { readonly data: unknown }) => void;

/** A port whose messages arrive in the order of this process, without real time. */
class FakePort {
  other: FakePort | undefined;
  readonly #listeners = new Set<Listener>();

  addEventListener(_type: string, listener: Listener): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: string, listener: Listener): void {
    this.#listeners.delete(listener);
  }

  postMessage(message: unknown): void {
    const data: unknown = structuredClone(message);
    setImmediate(() => {
      for (const listener of this.other?.listeners ?? []) listener({ data });
    });
  }

  get listeners(): readonly Listener[] {
    return [...this.#listeners];
  }

  start(): void {}
  close(): void {}
  unref(): void {}
}

/** Stands in for the channel between a keeper and its thread. */
export class FakeChannel {
  /** The channel that was made last. */
  static latest: FakeChannel | undefined;
  readonly port1 = new FakePort();
  readonly port2 = new FakePort();

  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
    FakeChannel.latest = this;
  }

  get listeners(): number {
    return this.port1.listeners.length + this.port2.listeners.length;
  }
}
