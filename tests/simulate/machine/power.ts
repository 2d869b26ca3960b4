/** The power of a simulated machine. Each write is a step; the power can fail before any of them. */
export class Power {
  readonly #onOff: () => void;
  #isOff = false;
  #stepsLeft = Infinity;

  /** `onOff` is called in the moment in which the power fails. */
  constructor(onOff: () => void) {
    this.#onOff = onOff;
  }

  get isOff(): boolean {
    return this.#isOff;
  }

  /** Lets the power fail before the write that comes after `steps` others. */
  failAfter(steps: number): void {
    this.#stepsLeft = steps;
  }

  /** Lets the power fail now. */
  fail(): void {
    if (this.#isOff) return;
    this.#isOff = true;
    this.#onOff();
  }

  /**
   * A write begins. When the power fails, `tear` writes what can be there of it, and this throws, as everything that the
   * program tries afterwards does.
   */
  step(tear?: () => void): void {
    this.check();
    if (this.#stepsLeft-- > 0) return;
    tear?.();
    this.fail();
    this.check();
  }

  /** Throws when the power is off. */
  check(): void {
    if (this.#isOff) throw Object.assign(new Error("EIO: the machine is off"), { code: "EIO" });
  }
}
