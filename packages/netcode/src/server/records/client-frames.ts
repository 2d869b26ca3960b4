import type { ByteWriter } from "../../core/bytes/byte-writer.ts";

/** What one client has received so far, and how its frames are put together. A frame may be skipped at any time. */
export interface ClientFrames {
  /** Number of the last patch that was sent to the client. */
  readonly sent: number;
  /** The input that the last frame has acknowledged. */
  acknowledged: number;
  /** Forgets everything that was sent: the next frame is a full state. */
  reset(): void;
  /** Called for a patch that the client does not receive, before its changes are discarded. */
  skip(): void;
  /**
   * Writes everything that the client does not have as of `patch`, and marks it as sent. `common` are the patches of
   * the common part that it has not received, or the whole of that part.
   */
  write(writer: ByteWriter, common: readonly Uint8Array[], patch: number): void;
}
