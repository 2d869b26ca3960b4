import { optional } from "../platform/optional.ts";

/** Best first. WebM is what `MediaRecorder` writes in most browsers; Safari writes MP4. */
const TYPES = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm", "video/mp4"] as const;
const FRAMES_PER_SECOND = 60;
const BITS_PER_SECOND = 8_000_000;

export interface Clip {
  readonly blob: Blob;
  /** The ending of the file's name. */
  readonly extension: "webm" | "mp4";
}

const typeOfClips = (): string | undefined => optional(() => TYPES.find((type) => MediaRecorder.isTypeSupported(type)));

/** Whether this browser can record a canvas. */
export const canRecord = (): boolean =>
  typeOfClips() !== undefined && typeof HTMLCanvasElement.prototype.captureStream === "function";

/** Records what a canvas shows from now on, until it is stopped. */
export class ClipRecording {
  readonly #recorder: MediaRecorder;
  readonly #parts: Blob[] = [];

  /** Throws where the browser does not record. */
  constructor(canvas: HTMLCanvasElement) {
    const mimeType = typeOfClips();
    const stream = canvas.captureStream(FRAMES_PER_SECOND);
    this.#recorder = new MediaRecorder(stream, {
      ...(mimeType !== undefined && { mimeType }),
      videoBitsPerSecond: BITS_PER_SECOND,
    });
    this.#recorder.addEventListener("dataavailable", ({ data }) => this.#parts.push(data));
    this.#recorder.start();
  }

  /** Ends the recording and resolves to the clip. */
  stop(): Promise<Clip> {
    const recorder = this.#recorder;
    return new Promise((resolve) => {
      recorder.addEventListener("stop", () => {
        for (const track of recorder.stream.getTracks()) track.stop();
        const type = recorder.mimeType;
        resolve({ blob: new Blob(this.#parts, { type }), extension: type.includes("mp4") ? "mp4" : "webm" });
      });
      recorder.stop();
    });
  }
}
