import type { Runtime } from "@fray/netcode/core";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import type { Input } from "@fray/shared-state/schema/input-frame";

import { soundOf } from "../audio/sound.ts";
import { downloadIfOver } from "../connection/download-replay.ts";
import type { Frame } from "../connection/frame.ts";
import { lastDevice } from "../controls/last-device.ts";
import { copyText } from "../platform/clipboard.ts";
import { linkToMoment } from "../platform/home.ts";
import { saveFile } from "../platform/save-file.ts";
import { openCanvas, startArena, type ArenaCanvas, type RunningArena } from "../scenes/start-arena.ts";
import type { ReplayAction } from "./bar/actions.ts";
import { ReplayInput } from "./bar/replay-input.ts";
import { canRecord, ClipRecording } from "./clip.ts";
import type { Companion, CompanionView } from "./companion.ts";
import { DrawingRest } from "./drawing-rest.ts";
import type { ReplaySource } from "./fetch-replay.ts";
import { FollowMark } from "./follow-mark.ts";
import type { LiveLink } from "./live/live-link.ts";
import { NextRound } from "./next-round.ts";
import { NoteLayer } from "./notes/note-layer.ts";
import { notesAt, type NotesNow } from "./notes/notes-at.ts";
import type { ReplayFacts, TimelineEvent } from "./recorded.ts";
import { ReplayFeed } from "./replay-feed.ts";
import { ReplayGame } from "./replay-game.ts";
import { ReplayHud, type ReplayPanels } from "./replay-hud.ts";
import { marksOf, type Mark } from "./timeline-marks.ts";
import type { WorkerLink } from "./worker-link.ts";
import type { Answer, News, Question } from "./worker/messages.ts";

const SKIP_S = 5;
const CLIP_S = 10;
/** A round is followed this long before its newest moment: a fragment is 2 s, and may come nearly 2 s late. */
const RESERVE_S = 4;
const NOTICE_MS = 2500;
const NOT_OVER = "The file is there when the round is over.";
const LOST = "This round can't be followed any further.";
const LOST_MS = 10_000;
const UNDRAWN = "This browser could not draw the arena. Fray needs WebGL.";
const UNREADABLE_MAP = "The map of this replay can't be drawn.";

interface Opened {
  readonly runtime: Runtime;
  readonly stage: HTMLElement;
  readonly hud: HTMLElement;
  readonly source: ReplaySource;
  /** The file; undefined for a round that is followed. */
  readonly bytes: Uint8Array | undefined;
  /** A round that is followed, and the second of it at which this begins. */
  readonly live: { readonly link: LiveLink; readonly second: number } | undefined;
  readonly facts: ReplayFacts;
  readonly link: WorkerLink;
  /** Where it is drawn. The session ends it with itself. */
  readonly canvas: ArenaCanvas;
  readonly onFail: (message: string) => void;
  readonly onLeave: () => void;
  /** Shows another replay. */
  readonly onNext: (id: string) => void;
  /** Makes what is shown beside the replay. */
  readonly companion: ((view: CompanionView) => Companion) | undefined;
}

/**
 * Starts what draws replays, before there is one to be drawn. Throws a sentence for the visitor where that is not
 * possible.
 */
export function prepareCanvas(runtime: Runtime, stage: HTMLElement): ArenaCanvas {
  try {
    return openCanvas(runtime, stage);
  } catch (cause) {
    throw new Error(UNDRAWN, { cause });
  }
}

/** One replay on the screen: what is shown of it, and what the visitor does with it. */
export class ReplaySession {
  readonly game: ReplayGame;
  readonly feed: ReplayFeed;
  readonly #opened: Opened;
  readonly #hud: ReplayHud;
  readonly #input: ReplayInput;
  readonly #notes: NoteLayer;
  readonly #followed: FollowMark;
  readonly #rest: DrawingRest;
  readonly #companion: Companion | undefined;
  readonly #next: NextRound | undefined;
  readonly #events: TimelineEvent[] = [];
  #marks:
    | {
        readonly of: number;
        readonly until: number;
        readonly followed: number | undefined;
        readonly marks: readonly Mark[];
      }
    | undefined;
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
    const { facts, onFail, stage, hud, live, source, runtime } = opened;
    const isLive = live?.link.isLive ?? false;
    this.#rest = new DrawingRest(runtime, opened.canvas.phaser);
    this.feed = new ReplayFeed({ facts, ask: (question) => this.#ask(question), onFail, isLive });
    this.#next = "id" in source ? new NextRound({ runtime, id: source.id }) : undefined;
    const begin = this.#begin;
    this.game = new ReplayGame({ facts, arena: arenaOf(facts), source: this.feed, begin });
    this.#followed = new FollowMark(hud);
    this.#notes = new NoteLayer(hud);
    this.#hud = new ReplayHud(hud, () => this.#panels());
    this.#companion = opened.companion?.({
      hud,
      game: this.game,
      source: this.feed,
      stepMs: 1000 / facts.tickRate,
      goTo: (tick) => {
        this.game.playback.pause();
        this.#seek(tick);
      },
    });
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
    const { runtime, stage, canvas } = this.#opened;
    stage.classList.add("replaying");
    const onFrame = (frame: Frame, now: number, _input: Input, running: RunningArena): void => {
      this.#arena = running;
      this.#show(frame, now, running);
    };
    const arena = await startArena(runtime, stage, this.game, onFrame, canvas).catch((cause: unknown) => {
      throw new Error(UNDRAWN, { cause });
    });
    if (this.#isClosed) arena.stop();
    this.#arena = arena;
  }

  async #ask(question: Question): Promise<Answer> {
    const answer = await this.#opened.link.ask(question);
    this.#rest.end();
    return answer;
  }

  /** Hears what the worker tells. */
  hear(news: News): void {
    if (news.type === "found") this.#events.push(...news.events);
    if (news.type !== "grown") return;
    this.feed.grow(news.lastTick, news.isComplete);
    this.game.members.learn(news);
  }

  /** The round that is followed goes on where this page can't follow it. */
  lose(): void {
    this.feed.grow(this.feed.lastTick, true);
    this.#say(LOST, LOST_MS);
  }

  /** What the followed bot says now. */
  get #notesNow(): NotesNow {
    const { notes, tickRate } = this.#opened.facts;
    const { followed, playback } = this.game;
    return notesAt(notes, { ordinal: followed?.ordinal, tick: playback.position, tickRate });
  }

  /** The tick at which the viewer begins. */
  get #begin(): number {
    const { facts, source, live } = this.#opened;
    const second = "second" in source ? source.second : undefined;
    if (second !== undefined) return facts.firstTick + (second - this.#offset) * facts.tickRate;
    return live ? facts.lastTick - RESERVE_S * facts.tickRate : facts.firstTick;
  }

  /** The second of the round at which the timeline begins. */
  get #offset(): number {
    return this.#opened.live?.second ?? 0;
  }

  /** About how old the picture of a round is that is being played, in s; undefined when it is over. */
  get #age(): number | undefined {
    const { live, facts } = this.#opened;
    if (!live || !this.feed.isGrowing) return undefined;
    return Math.round(live.link.ageOf((this.feed.lastTick - this.game.playback.position) / facts.tickRate));
  }

  toPage(x: number, y: number): { readonly x: number; readonly y: number } {
    return this.#arena?.toPage(x, y) ?? { x: 0, y: 0 };
  }

  close(): void {
    this.#isClosed = true;
    this.#rest.end();
    this.#opened.stage.classList.remove("replaying");
    this.#arena?.stop();
    this.#input.dispose();
    this.#companion?.dispose();
    this.#hud.dispose();
    this.#notes.dispose();
    this.#followed.dispose();
  }

  #show(frame: Frame, now: number, running: RunningArena): void {
    this.latest = frame;
    this.#input.poll();
    // Fingers drag the arena here, and the sticks of the game would move it too.
    running.controls.enabled = lastDevice.value !== "touch" && !this.#isBusy;
    soundOf(this.#opened.runtime).hear(frame, this.game.arena, now);
    this.#hud.update(frame, this.game, now, running);
    this.#notes.update(this.#notesNow, running);
    this.#followed.draw(frame.watched?.alive ? frame.watched : undefined, running);
    this.#companion?.update((x, y) => running.toPage(x, y));
    if (this.#isOver) this.#next?.look();
    if (this.#notice && now > this.#notice.until) this.#notice = undefined;
    if (this.#clip && this.game.playback.position >= this.#clip.until) void this.#saveClip();
    if (this.feed.arrived === undefined) this.#rest.begin();
  }

  /** Whether the end of the round is shown. */
  get #isOver(): boolean {
    return this.game.playback.isAtEnd && !this.feed.isGrowing;
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
      self: game.followedSelf,
      bar: {
        playing: playback.isPlaying,
        waiting: playback.isWaiting && game.isReady,
        tenths: Math.floor(((playback.position - firstTick) / tickRate) * 10),
        length: (this.feed.lastTick - firstTick) / tickRate,
        offset: this.#offset,
        age: this.#age,
        speed: playback.speed,
        marks: this.#marksOf(followed?.ordinal),
        followed: followed && game.members.nameOf(followed.id),
        seesAsPlayer: game.seesAsPlayer,
        ageMs: sight?.ageMs,
        isAgeStated: sight?.isStated ?? false,
        notice: this.#notice?.text ?? "",
        clipLeft: clip && Math.ceil((clip.until - playback.position) / tickRate),
        scores: this.#scores,
        canClip: canRecord(),
        canLink: "id" in this.#opened.source,
        hasNext: this.#isOver && this.#next?.id !== undefined,
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
    const until = this.feed.lastTick;
    if (this.#marks?.of !== of || this.#marks.until !== until || this.#marks.followed !== followed) {
      const span = { firstTick: this.feed.firstTick, lastTick: until };
      this.#marks = { of, until, followed, marks: marksOf(this.#events, span, followed, this.#opened.facts.notes) };
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
        this.#seek(action === "start" ? this.feed.firstTick : this.#newest);
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
        void this.#download();
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
      case "nextRound":
        if (this.#isOver && this.#next?.id !== undefined) this.#opened.onNext(this.#next.id);
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

  /** Where a round that is being played is followed, or the end of a replay. */
  get #newest(): number {
    const { tickRate } = this.#opened.facts;
    return this.feed.isGrowing ? this.feed.lastTick - RESERVE_S * tickRate : this.feed.lastTick;
  }

  /** Saves the file. That of a round that was followed is on the server when the round is over. */
  async #download(): Promise<void> {
    const { source, runtime, bytes } = this.#opened;
    try {
      const file = bytes ?? ("id" in source ? await downloadIfOver(source.id) : undefined);
      if (file) saveFile(runtime, `${this.#name}.fray`, new Blob([file.slice()]));
      else this.#say(NOT_OVER);
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  async #copyLink(): Promise<void> {
    const { source, facts } = this.#opened;
    if (!("id" in source)) return;
    const second = this.#offset + (this.game.playback.position - facts.firstTick) / facts.tickRate;
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
