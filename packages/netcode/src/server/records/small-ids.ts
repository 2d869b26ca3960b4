const MAX_ID = 0xffff;

/**
 * Ids from 1 to 65535, so that messages stay short. After the last id they begin again at 1. No id is given out while
 * it is in use.
 */
export class SmallIds {
  /** The id that was given out last. */
  last = 0;

  next(isTaken: (id: number) => boolean): number {
    do this.last = (this.last % MAX_ID) + 1;
    while (isTaken(this.last));
    return this.last;
  }
}
