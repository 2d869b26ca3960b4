import type { BodyView, Frame, SelfView } from "../connection/frame.ts";
import type { SoundName } from "./recipes.ts";
import { around, own, type SoundTrigger } from "./sound-triggers.ts";

/**
 * Health (0..1) below which the player hears a heartbeat, and the seconds between two beats at that health and at
 * almost none.
 */
const LOW_HEALTH = 0.35;
const BEAT_S = { low: 1.1, last: 0.6 } as const;

/** Finds sounds that no client event asks for, by comparing the bodies of one frame with those of the frame before. */
export class Changes {
  #self: SelfView | undefined;
  #bodies: ReadonlyMap<number, BodyView> = new Map();
  #nextBeat = 0;

  /** The sounds to play for a frame. `now` is in ms. */
  triggers(frame: Frame, now: number): readonly SoundTrigger[] {
    const bodies = [...(frame.self ? [frame.self] : []), ...frame.others];
    const triggers = [
      ...bodies.flatMap((body) => this.#bodyTriggers(body, body === frame.self)),
      ...this.#selfTriggers(frame.self).map(own),
      ...this.#heartbeat(frame.self, now).map(own),
    ];
    this.#self = frame.self;
    this.#bodies = new Map(bodies.map((body) => [body.id, body]));
    return triggers;
  }

  #bodyTriggers(body: BodyView, isOwn: boolean): readonly SoundTrigger[] {
    const before = this.#bodies.get(body.id);
    if (!before?.alive || !body.alive) return [];
    const sounds: SoundName[] = [];
    if (body.dashing && !before.dashing) sounds.push("dash");
    if (body.charge > 0 && before.charge === 0) sounds.push("charge");
    return sounds.map((sound) => (isOwn ? own(sound) : around(sound, body)));
  }

  #selfTriggers(self: SelfView | undefined): readonly SoundName[] {
    const before = this.#self;
    if (!self?.alive || !before?.alive || self.reloading === before.reloading) return [];
    return [self.reloading ? "reload" : "reloaded"];
  }

  #heartbeat(self: SelfView | undefined, now: number): readonly SoundName[] {
    if (!self?.alive || self.health >= LOW_HEALTH || now < this.#nextBeat) return [];
    const danger = 1 - self.health / LOW_HEALTH;
    this.#nextBeat = now + 1000 * (BEAT_S.low + (BEAT_S.last - BEAT_S.low) * danger);
    return ["heartbeat"];
  }
}
