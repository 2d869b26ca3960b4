import type { Ending } from "../nodes/end-socket.ts";
import type { Plan } from "../plan.ts";
import type { Invariant } from "./invariant.ts";

/** What players are promised after a crash, and after the loss of a machine that nobody is told of. */
const RETURN_MS = { crash: 3000, silence: 10_000 } as const satisfies Record<Ending, number>;
const LONGEST_RETURN_MS = Math.max(...Object.values(RETURN_MS));

interface Stranded {
  readonly host: string;
  readonly since: number;
  readonly roomIds: ReadonlySet<string>;
  readonly limitMs: number;
}

/** A person whose node dies is in a room again seconds later, if nothing else is in the way. */
export const nodesAreLeft: Invariant = {
  name: "nodes-are-left",
  watch({ plan, nodes, sdk, now }, fail) {
    const stranded = new Set<Stranded>();
    let known = 0;
    return {
      patch: ({ host, room }) => {
        for (const person of stranded)
          if (person.host === host && !person.roomIds.has(room.roomId)) stranded.delete(person);
      },
      moment: () => {
        if (!nodes) return;
        for (const { at: since, roomIds, ending } of nodes.losses.slice(known))
          for (const { host, room, isOver } of sdk.clients)
            if (!isOver && roomIds.has(room.roomId) && isFree(plan, host, since))
              stranded.add({ host, since, roomIds, limitMs: RETURN_MS[ending] });
        known = nodes.losses.length;
        for (const { host, since, limitMs } of stranded)
          if (now() - since > limitMs) fail(`${host} is in no room ${limitMs / 1000} s after the loss of its node`);
      },
    };
  },
};

/** Whether somebody plays on for long enough after a loss, and meets no other fault. */
function isFree({ actors, faults, nodeFaults = [] }: Plan, host: string, since: number): boolean {
  const person = actors.find(({ part, kind }) => kind === "person" && `${part}.virtual` === host);
  if (!person || person.leavesAt < since + LONGEST_RETURN_MS) return false;
  const isNear = ({ at, ms }: { at: number; ms: number }): boolean =>
    at + ms * 8 > since && at < since + LONGEST_RETURN_MS;
  return ![...faults, ...nodeFaults].some(
    (fault) =>
      isNear(fault) &&
      ("actor" in fault ? fault.actor === person.part || fault.name === "overload" : fault.at !== since),
  );
}
