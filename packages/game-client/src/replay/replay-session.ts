import type { Runtime } from "@fray/netcode/core";
import { parseMap } from "@fray/shared-state/arena/parse-map";

import { soundOf } from "../audio/sound.ts";
import type { Frame } from "../connection/frame.ts";
import { lastDevice } from "../controls/last-device.ts";
import { copyText } from "../platform/clipboard.ts";
import { linkToMoment } from "../platform/home.ts";
import { saveFile } from "../platform/save-file.ts";
import { startArena, type RunningArena } from "../scenes/start-arena.ts";
import type { ReplayAction } from "./bar/actions.ts";
import { ReplayInput } from "./bar/replay-input.ts";
import { canRecord, ClipRecording } from "./clip.ts";
import type { ReplaySource } from "./fetch-replay.ts";
import type { ReplayFacts, TimelineEvent } from "./recorded.ts";
import { ReplayFeed } from "./replay-feed.ts";
import { ReplayGame } from "./replay-game.ts";
import { ReplayHud, type ReplayPanels } from "./replay-hud.ts";
import { marksOf, type Mark } from "./timeline-marks.ts";
import type { WorkerLink } from "./worker-link.ts";

const SKIP_S = 5;
const CLIP_S = 10;
const NOTICE_MS = 2500;
const UNDRAWN = "This browser could not draw the arena. Fray needs WebGL.";
const UNREADABLE_MAP = "The map of this replay can't be drawn.";

interface Opened {
  readonly runtime: Runtime;
  readonly stage: HTMLElement;
  readonly hud: HTMLElement;
  readonly source: ReplaySource;
  readonly bytes: Uint8Array;
  readonly facts: ReplayFacts;
  readonly link: WorkerLink;
  readonly onFail: (message: string) => void;
  readonly onLeave: () => void;
}

/** One replay on the screen: what is shown of it, and what the visitor does with it. */
export class ReplaySession {
  readonly game: ReplayGame;
  readonly feed: ReplayFeed;
  readonly #opened: Opened;
  readonly #hud: ReplayHud;
  readonly #input: ReplayInput;
  readonly #events: TimelineEvent[] = [];
  #marks: { readonly of: number; readonly followed: number | undefined; readonly marks: readonly Mark[] } | undefined;
  #arena: RunningArena | undefined;
  #notice: { readonly text: string; readonly until: number } | undefined;
  #clip: { readonly recording: ClipRecording; readonly until: number } | undefined;
  #help = false;
  #scores = false;
  #shownLink: string | undefined;
  #isClosed = false;
  latest: Frame | undefined;

  /** Throws a sentence for the visitor when the map can't be drawn. */
  constructor(opened: Opened) {
    this.#opened = opened;
    const { facts, link, onFail, source, stage, hud } = opened;
    this.feed = new ReplayFeed({ facts, ask: (question) => link.ask(question), onFail });
    const second = "second" in source ? source.second : 0;
    const begin = facts.firstTick + second * facts.tickRate;
    this.game = new ReplayGame({ facts, arena: arenaOf(facts), source: this.feed, begin });
    this.#hud = new ReplayHud(hud, () => this.#panels());
    this.#input = new ReplayInput(stage, {
      act: (action) => this.#act(action),
      drag: ({ x, y }) => {
        if (this.game.followed) return;
        const { x: left, y: top } = this.#arena?.toPage(0, 0) ?? { x: 0, y: 0 };
        const { x: right, y: bottom } = this.#arena?.toPage(1, 1) ?? { x: 1, y: 1 };
        this.game.camera.drag({ x: x / (right - left), y: y / (bottom - top) });
      },
    });
  }

  /** Shows the replay, and resolves when it is drawn. */
  async start(): Promise<void> {
    const { runtime, stage } = this.#opened;
    stage.classList.add("replaying");
    const arena = await startArena(runtime, stage, this.game, (frame, now, _input, running) => {
      this.#arena = running;
      this.#show(frame, now, running);
    }).catch((cause: unknown) => {
      throw new Error(UNDRAWN, { cause });
    });
    if (this.#isClosed) arena.stop();
    this.#arena = arena;
  }

  /** Adds what was found for the timeline. */
  find(events: readonly TimelineEvent[]): void {
    this.#events.push(...events);
  }

  toPage(x: number, y: number): { readonly x: number; readonly y: number } {
    return this.#arena?.toPage(x, y) ?? { x: 0, y: 0 };
  }

  close(): void {
    this.#isClosed = true;
    this.#opened.stage.classList.remove("replaying");
    this.#arena?.stop();
    this.#input.dispose();
    this.#hud.dispose();
  }

  #show(frame: Frame, now: number, running: RunningArena): void {
    this.latest = frame;
    this.#input.poll();
    // Fingers drag the arena here, and the sticks of the game would move it too.
    running.controls.enabled = lastDevice.value !== "touch" && !this.#isBusy;
    soundOf(this.#opened.runtime).hear(frame, this.game.arena, now);
    this.#hud.update(frame, this.game, now, running);
    if (this.#notice && now > this.#notice.until) this.#notice = undefined;
    if (this.#clip && this.game.playback.position >= this.#clip.until) void this.#saveClip();
  }

  get #isBusy(): boolean {
    return this.#help || this.#shownLink !== undefined;
  }

  #panels(): ReplayPanels {
    const { game } = this;
    const { playback, sight } = game;
    const { tickRate, firstTick } = this.#opened.facts;
    const { followed } = game;
    const clip = this.#clip;
    return {
      scores: this.#scores,
      bar: {
        playing: playback.isPlaying,
        waiting: playback.isWaiting && game.isReady,
        tenths: Math.floor(((playback.position - firstTick) / tickRate) * 10),
        length: (this.feed.lastTick - firstTick) / tickRate,
        speed: playback.speed,
        marks: this.#marksOf(followed?.ordinal),
        followed: followed && game.members.nameOf(followed.id),
        seesAsPlayer: game.seesAsPlayer,
        ageMs: sight?.ageMs,
        isAgeStated: sight?.isStated ?? false,
        notice: this.#notice?.text ?? "",
        clipLeft: clip && Math.ceil((clip.until - playback.position) / tickRate),
        canClip: canRecord(),
        canLink: "id" in this.#opened.source,
        onAct: this.#onAct,
        onSeek: this.#onSeek,
        onSpeed: this.#onSpeed,
      },
      help: { open: this.#help, onClose: this.#onCloseHelp },
      link: { link: this.#shownLink, onClose: this.#onCloseLink },
    };
  }

  readonly #onAct = (action: ReplayAction): void => this.#act(action);
  readonly #onSeek = (second: number): void =>
    this.#seek(this.#opened.facts.firstTick + second * this.#opened.facts.tickRate);
  readonly #onSpeed = (speed: ReplayGame["playback"]["speed"]): void => {
    this.game.playback.speed = speed;
  };
  readonly #onCloseHelp = (): void => {
    this.#help = false;
  };
  readonly #onCloseLink = (): void => {
    this.#shownLink = undefined;
  };

  #marksOf(followed: number | undefined): readonly Mark[] {
    const of = this.#events.length;
    if (this.#marks?.of !== of || this.#marks.followed !== followed) {
      const span = { firstTick: this.feed.firstTick, lastTick: this.feed.lastTick };
      this.#marks = { of, followed, marks: marksOf(this.#events, span, followed) };
    }
    return this.#marks.marks;
  }

  #act(action: ReplayAction): void {
    const { game } = this;
    const { playback } = game;
    const { tickRate } = this.#opened.facts;
    switch (action) {
      case "toggle":
        if (playback.isPlaying) playback.pause();
        else playback.play();
        return;
      case "back":
      case "forward":
        this.#seek(playback.position + (action === "back" ? -1 : 1) * SKIP_S * tickRate);
        return;
      case "tickBack":
      case "tickForward":
        playback.step(action === "tickBack" ? -1 : 1);
        return;
      case "slower":
      case "faster":
        playback.changeSpeed(action === "slower" ? -1 : 1);
        return;
      case "start":
      case "end":
        this.#seek(action === "start" ? this.feed.firstTick : this.feed.lastTick);
        return;
      case "previous":
      case "next":
        game.watchNext(action === "next" ? 1 : -1);
        return;
      case "free":
        if (game.followed) game.watchFreely();
        else game.watchNext(1);
        return;
      case "sight":
        game.seesAsPlayer = !game.seesAsPlayer;
        if (game.seesAsPlayer && !game.followed) game.watchNext(1);
        return;
      case "link":
        void this.#copyLink();
        return;
      case "download":
        saveFile(this.#opened.runtime, `${this.#name}.fray`, new Blob([this.#opened.bytes.slice()]));
        return;
      case "clip":
        this.#toggleClip();
        return;
      case "help":
        this.#help = true;
        return;
      case "scores":
        this.#scores = !this.#scores;
        return;
      case "leave":
        if (this.#scores) this.#scores = false;
        else this.#opened.onLeave();
        return;
    }
  }

  #seek(tick: number): void {
    this.game.playback.seek(tick);
  }

  get #name(): string {
    return `fray-${this.#opened.facts.id.replaceAll(/[^\w-]/g, "")}`;
  }

  async #copyLink(): Promise<void> {
    const { source, facts } = this.#opened;
    if (!("id" in source)) return;
    const second = (this.game.playback.position - facts.firstTick) / facts.tickRate;
    const link = linkToMoment(location.href, { id: source.id, second });
    if (await copyText(link)) this.#say("Link copied");
    else this.#shownLink = link;
  }

  /** Plays the last seconds again, at normal speed, and records them: a recorder can't look back. */
  #toggleClip(): void {
    if (this.#clip) {
      void this.#saveClip();
      return;
    }
    const canvas = this.#opened.stage.querySelector("canvas");
    if (!canvas || !canRecord()) return;
    const { playback } = this.game;
    const { firstTick, tickRate } = this.#opened.facts;
    const until = Math.max(playback.position, firstTick + tickRate);
    playback.speed = 1;
    playback.seek(until - CLIP_S * tickRate);
    playback.play();
    this.#clip = { recording: new ClipRecording(canvas), until: Math.floor(until) };
    this.#say(`Recording the last ${CLIP_S} seconds…`, CLIP_S * 1000);
  }

  async #saveClip(): Promise<void> {
    const clip = this.#clip;
    this.#clip = undefined;
    if (!clip) return;
    this.game.playback.pause();
    const { blob, extension } = await clip.recording.stop();
    saveFile(this.#opened.runtime, `${this.#name}.${extension}`, blob);
    this.#say("Clip saved");
  }

  #say(text: string, ms = NOTICE_MS): void {
    this.#notice = { text, until: this.#opened.runtime.now() + ms };
  }
}

function arenaOf({ map, mapText }: ReplayFacts) {
  try {
    return parseMap(map, JSON.parse(mapText));
  } catch (cause) {
    throw new Error(UNREADABLE_MAP, { cause });
  }
}
