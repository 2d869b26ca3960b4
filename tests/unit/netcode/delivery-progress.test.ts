import { systemRuntime } from "@fray/netcode/core";
import { DeliveryProgress } from "@fray/netcode/server";
import { EventEmitter } from "node:events";
import { describe, expect, test } from "vitest";

/** The end of a line that keeps what it was asked. */
class Peer extends EventEmitter {
  readonly asked: Buffer[] = [];
  sentBytes = 0;
  readonly progress = new DeliveryProgress(this, () => this.sentBytes, systemRuntime);

  ping(data: Buffer): void {
    this.asked.push(data);
  }
  terminate(): void {}

  /** Sends `bytes` and a mark in the tick `tick`. */
  send(tick: number, bytes: number): void {
    this.progress.advance(tick);
    this.sentBytes += bytes;
    this.progress.mark();
  }
  answer(data: Buffer | undefined): void {
    if (data) this.emit("pong", data);
  }
}

describe("the progress of a connection", () => {
  test("is the data before the newest mark that was answered", () => {
    const peer = new Peer();
    for (let tick = 0; tick < 3; tick++) peer.send(tick, 100);
    expect(peer.progress.waitingBytes).toBe(300);
    peer.answer(peer.asked[1]);
    expect(peer.progress.waitingBytes).toBe(100);
    peer.answer(peer.asked[0]);
    expect(peer.progress.waitingBytes).toBe(100);
    peer.answer(peer.asked[2]);
    expect(peer.progress.waitingBytes).toBe(0);
  });

  test("can't be claimed by a client that has not read so far", () => {
    const peer = new Peer();
    peer.send(0, 100);
    for (const guess of [Buffer.alloc(0), Buffer.alloc(4), Buffer.alloc(125)]) peer.answer(guess);
    expect(peer.progress.waitingBytes).toBe(100);
    peer.progress.advance(30);
    expect(peer.progress.behindTicks).toBe(30);
  });

  test("is behind by the difference between an answer's delay and the quickest one's", () => {
    const peer = new Peer();
    peer.send(0, 1);
    peer.progress.advance(6);
    peer.answer(peer.asked[0]);
    expect(peer.progress.behindTicks).toBe(0);
    peer.send(15, 1);
    peer.progress.advance(21);
    expect(peer.progress.behindTicks).toBe(0);
    peer.progress.advance(41);
    expect(peer.progress.behindTicks).toBe(20);
    peer.answer(peer.asked[1]);
    expect(peer.progress.behindTicks).toBe(20);
    peer.send(45, 1);
    peer.progress.advance(50);
    peer.answer(peer.asked[2]);
    expect(peer.progress.behindTicks).toBe(0);
  });
});
