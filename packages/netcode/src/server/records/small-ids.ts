const MAX_ID = 0xffff;

/** Ids from 1 up that are small and come round again, so that messages stay short; never one that is in use. */
export class SmallIds {
  #last = 0;

  next(isTaken: (id: number) => boolean): number {
    do this.#last = (this.#last % MAX_ID) + 1;
    while (isTaken(this.#last));
    return this.#last;
  }
}
