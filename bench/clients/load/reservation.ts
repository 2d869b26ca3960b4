import { READS_RECORDS } from "@fray/shared-state/sync/follow-state";
import { z } from "zod";

const Reservation = z.object({ sessionId: z.string(), roomId: z.string(), processId: z.string() });

/**
 * Requests a seat from a server and returns the URL of its WebSocket. Throws the server's answer if it is a refusal.
 */
export async function reserveSeat(http: string, name: string): Promise<string> {
  const response = await fetch(`${http}/matchmake/joinOrCreate/arena`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, ...READS_RECORDS }),
  });
  if (!response.ok) throw new Error(`no seat: ${response.status} ${(await response.text()).slice(0, 80)}`);
  const { sessionId, roomId, processId } = Reservation.parse(await response.json());
  return `${http.replace(/^http/, "ws")}/${processId}/${roomId}?sessionId=${sessionId}&skipHandshake=1`;
}
