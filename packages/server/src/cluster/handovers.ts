import { matchMaker, requestFromIPC, subscribeIPC } from "@colyseus/core";
import { z } from "zod";

import { Placement } from "../handover/placement.ts";
import type { Seal } from "../handover/seal.ts";
import type { Transfer } from "../handover/transfer.ts";
import { logger } from "../logger.ts";
import type { Nodes } from "./nodes.ts";
import type { SharedPresence } from "./shared-presence.ts";

const PREFIX = "fray:handover:";
/**
 * Time limit for a node that takes a room over, in ms. The room stands still meanwhile. A node that is alive answers
 * within milliseconds, but it may share its machine with others that are busy.
 */
const ANSWER_LIMIT_MS = 4000;
/** Nodes that are asked before a room stays where it is. */
const MOST_ASKED = 3;

const Answer = z.union([z.object({ roomId: Placement.shape.roomId }), z.object({ why: z.string().max(64) })]);
type Answer = z.infer<typeof Answer>;

interface Options {
  readonly presence: SharedPresence;
  readonly nodes: Pick<Nodes, "refuges">;
  readonly seal: Seal;
  /** Opens a room from a sealed text. It never throws. */
  readonly takeOver: (sealed: unknown) => Promise<Answer>;
}

/** Hands rooms over to other nodes, and takes theirs. */
export class Handovers {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Begins to take rooms. The matchmaker must be listening. */
  async start(): Promise<void> {
    const { presence, takeOver } = this.#options;
    await subscribeIPC(presence, PREFIX + matchMaker.processId, (_method, args: unknown) =>
      takeOver(Array.isArray(args) ? args[0] : undefined),
    );
  }

  /**
   * Hands a room over to the node with the fewest players that takes it. Returns undefined when none does; then the
   * room can go on here, even if an answer was lost: elsewhere it waits for clients that never come.
   */
  async handOver(capture: () => Transfer): Promise<Placement | undefined> {
    const { nodes } = this.#options;
    const refuges = await nodes.refuges().catch(() => []);
    let text: string | undefined;
    for (const { processId, address } of refuges.slice(0, MOST_ASKED)) {
      text ??= JSON.stringify(capture());
      const answer = await this.#ask(processId, text);
      if ("roomId" in answer) return { roomId: answer.roomId, processId, address };
      logger.warn({ node: processId, why: answer.why }, "a node does not take a room");
    }
    return undefined;
  }

  async #ask(processId: string, text: string): Promise<Answer> {
    const { presence, seal } = this.#options;
    const sealed = seal.close(text, processId);
    try {
      return Answer.parse(await requestFromIPC(presence, PREFIX + processId, "takeOver", [sealed], ANSWER_LIMIT_MS));
    } catch (error) {
      return { why: error instanceof Error ? error.message.slice(0, 64) : "no answer" };
    }
  }
}
