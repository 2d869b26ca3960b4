import type { BodyView, Frame } from "../../connection/frame.ts";
import type { Side } from "../../drawing/palette.ts";
import type { ParticlePool } from "../../drawing/particles.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { sideOfStranger } from "../sides.ts";
import { BodySprite } from "./body-sprite.ts";

/** The bodies in view. Each keeps its sprite as long as it stays in view. */
export class Bodies {
  readonly #sprites = new Map<number, BodySprite>();
  readonly #free: BodySprite[] = [];
  readonly #create: () => BodySprite;
  #draws = 0;
  #ownTeam = 0;

  constructor(context: ViewContext, trails: ParticlePool) {
    this.#create = () => new BodySprite(context, trails);
  }

  draw({ self, others, watched, leader, round }: Frame, dt: number): void {
    this.#draws++;
    this.#ownTeam = round.ownTeam;
    for (const body of others) this.#drawBody(body, { self: false, leads: body.id === leader, hidden: false }, dt);
    if (watched && this.#sprites.get(watched.id)?.seen !== this.#draws) {
      this.#drawBody(watched, { self: false, leads: watched.id === leader, hidden: false }, dt);
    }
    if (self) this.#drawBody(self, { self: true, leads: self.id === leader, hidden: self.hidden }, dt);
    this.#retireUnseen();
  }

  /** The sprite of a body; undefined when the body is out of view. */
  get(id: number): BodySprite | undefined {
    return this.#sprites.get(id);
  }

  /** The side of a body that did something. `hostile` decides when the body is out of view. */
  sideOf(id: number, hostile: boolean): Side {
    return this.#sprites.get(id)?.side ?? sideOfStranger(this.#ownTeam, hostile);
  }

  #drawBody(body: BodyView, part: Parameters<BodySprite["draw"]>[1], dt: number): void {
    let sprite = this.#sprites.get(body.id);
    if (!sprite) {
      sprite = this.#free.pop() ?? this.#create();
      sprite.assign(body, part.self);
      this.#sprites.set(body.id, sprite);
    }
    sprite.seen = this.#draws;
    sprite.draw(body, part, dt);
  }

  #retireUnseen(): void {
    for (const [id, sprite] of this.#sprites) {
      if (sprite.seen === this.#draws) continue;
      sprite.hide();
      this.#sprites.delete(id);
      this.#free.push(sprite);
    }
  }
}
