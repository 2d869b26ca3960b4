import type { redirectRoom } from "@fray/netcode/client";

type Pointed = Parameters<typeof redirectRoom>[0];

/** A room of the SDK as far as it is redirected. `ends` are the codes with which its connection has ended for the SDK. */
export function pointedRoom(roomId: string) {
  const ends: number[] = [];
  const events = { onclose: ({ code }: { readonly code: number }) => void ends.push(code) };
  const room = {
    roomId,
    reconnectionToken: `${roomId}:token`,
    connection: { url: `ws://here.test/process/${roomId}?sessionId=me`, isOpen: false, close: () => {}, events },
    reconnection: { enabled: true, minDelay: 100, backoff: (_attempt: number, delay: number) => delay },
    onReconnect: { once: () => {} },
    clock: {},
    serializer: { decoder: {}, setState: () => {} },
  };
  return { room: room as unknown as Pointed, ends, close: (code: number) => events.onclose({ code }) };
}
