import type { Clip } from "@fray/shared-state/protocol/clip";
import type { Input } from "@fray/shared-state/schema/input-frame";
import { h, render } from "preact";

import type { Frame, Point } from "../connection/frame.ts";
import { HudScale } from "../hud/hud-scale.ts";
import { isSame } from "../hud/parts/is-same.ts";
import { ReplayGame } from "../replay/replay-game.ts";
import { ClipCaption, type ClipCaptionProps } from "./clip-caption.tsx";
import { paceOf } from "./clip-pace.ts";
import { ClipPlaces } from "./clip-places.ts";
import { ClipSource } from "./clip-source.ts";
import { ticksOf } from "./clip-ticks.ts";
import type { Show, Shown } from "./shown.ts";
import { SkipListener } from "./skip-listener.ts";

/** The last picture stays for so long where nothing else ends the clip, in s. */
const LAST_PICTURE_S = { death: 2.5, best: 0.5 } as const;
/** Presses in the beginning of a best moment were meant for the fight that has just ended. */
const GRACE_MS = { death: 0, best: 700 } as const;
const NOTHING: Input = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };

/** One clip on the screen, from its first picture until it is over or skipped. */
export class ClipShow implements Show {
  readonly #shown: Shown;
  readonly #game: ReplayGame;
  readonly #skip = new SkipListener();
  /** The rings are in places of the page. The caption is scaled like the rest of the HUD. */
  readonly #rings = hudElement();
  readonly #host = hudElement();
  readonly #scale: HudScale;
  readonly #places: ClipPlaces;
  readonly #rate: number;
  readonly #lengthMs: number;
  /** Whether the victim was on the killer's screen at the end. */
  readonly #wasSeen: boolean;
  #caption: ClipCaptionProps | undefined;

  constructor(shown: Shown) {
    this.#shown = shown;
    const { clip, arena, dt, standings, parent, left } = shown;
    const source = new ClipSource(ticksOf(clip, { arena, dt, standings }));
    const length = (source.lastTick - source.firstTick) * dt;
    const { skip, rate } = paceOf(length, left);
    this.#rate = rate;
    this.#lengthMs = ((length - skip) / rate) * 1000;
    const tickRate = Math.round(1 / dt);
    const { firstTick, lastTick } = source;
    const names = new Map(standings.map(({ id, name }) => [id, name]));
    const looks = new Map(standings.map(({ id, look = 0, level = 0, title = 0 }) => [id, { look, level, title }]));
    const facts = {
      id: "",
      map: clip.map,
      mapText: "",
      mode: "ffa",
      tickRate,
      startedAt: 0,
      names,
      looks,
      notes: [],
    } as const;
    this.#game = new ReplayGame({
      facts: { ...facts, firstTick, lastTick },
      arena,
      source,
      begin: firstTick + Math.round(skip / dt),
      followed: clip.by,
    });
    this.#game.seesAsPlayer = clip.kind === "death";
    parent.append(this.#rings, this.#host);
    this.#scale = new HudScale(parent, this.#host);
    this.#places = new ClipPlaces(this.#rings, clip);
    this.#wasSeen = source.at(lastTick)?.bodies.some(({ id }) => id === clip.victim) ?? false;
  }

  get kind(): Clip["kind"] {
    return this.#shown.clip.kind;
  }

  isOver(now: number): boolean {
    if (now - this.#shown.now < GRACE_MS[this.kind]) this.#skip.clear();
    const end = this.#lengthMs + LAST_PICTURE_S[this.kind] * 1000;
    return this.#skip.isPressed || now - this.#shown.now > end;
  }

  frame(now: number): Frame {
    const { now: begun } = this.#shown;
    const frame = this.#game.frame(begun + (now - begun) * this.#rate, NOTHING);
    return { ...frame, round: { ...frame.round, phase: "live" } };
  }

  draw(frame: Frame, { respawnIn, toPage }: { respawnIn: number | undefined; toPage: ToPage }): void {
    const { clip, standings, kills } = this.#shown;
    this.#skip.poll();
    this.#scale.update();
    const by = standings.find(({ id }) => id === clip.by);
    const seen = frame.others.find(({ id }) => id === clip.victim);
    this.#places.draw(seen, toPage);
    const caption: ClipCaptionProps = {
      kind: clip.kind,
      by: by?.name ?? "someone",
      kills,
      ageMs: clip.sightAgeMs,
      isAgeStated: clip.isSightStated,
      wasSeen: this.#wasSeen,
      hasPlaces: clip.places !== undefined,
      tenths: respawnIn === undefined || respawnIn === Infinity ? undefined : Math.ceil(respawnIn * 10),
    };
    if (this.#caption && isSame(this.#caption, caption)) return;
    this.#caption = caption;
    render(h(ClipCaption, caption), this.#host);
  }

  dispose(): void {
    this.#skip.dispose();
    render(undefined, this.#host);
    this.#host.remove();
    this.#rings.remove();
  }
}

function hudElement(): HTMLElement {
  const element = document.createElement("div");
  element.className = "hud clip-show";
  return element;
}

type ToPage = (x: number, y: number) => Point;
