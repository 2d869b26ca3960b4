import type { Plan } from "../plan.ts";
import type { Invariant } from "./invariant.ts";

/** A client tries for half of it to come back to a body that may still be held. */
const RETURN_MS = 60_000;

interface Stranded {
  readonly host: string;
  readonly since: number;
  readonly roomIds: ReadonlySet<string>;
}

/** A person whose node dies is in a room again a minute later, if nothing else is in the way. */
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
        for (const { at: since, roomIds } of nodes.losses.slice(known))
          for (const { host, room, isOver } of sdk.clients)
            if (!isOver && roomIds.has(room.roomId) && isFree(plan, host, since))
              stranded.add({ host, since, roomIds });
        known = nodes.losses.length;
        for (const { host, since } of stranded)
          if (now() - since > RETURN_MS) fail(`${host} is in no room ${RETURN_MS / 1000} s after the loss of its node`);
      },
    };
  },
};

/** Whether somebody plays on for long enough after a loss, and meets no other fault. */
function isFree({ actors, faults, nodeFaults = [] }: Plan, host: string, since: number): boolean {
  const person = actors.find(({ part, kind }) => kind === "person" && `${part}.virtual` === host);
  if (!person || person.leavesAt < since + RETURN_MS) return false;
  const isNear = ({ at, ms }: { at: number; ms: number }): boolean => at + ms * 8 > since && at < since + RETURN_MS;
  return ![...faults, ...nodeFaults].some(
    (fault) =>
      isNear(fault) &&
      ("actor" in fault ? fault.actor === person.part || fault.name === "overload" : fault.at !== since),
  );
}
