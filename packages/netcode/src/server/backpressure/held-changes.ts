import { $refId, type OPERATION, type Encoder, type StateView } from "@colyseus/schema";

type Changes = Encoder["root"]["changes"];

/**
 * Adds this tick's changes to the pending changes of a view. Only the names of the fields are stored, so the client
 * later receives their current values. `StateView` keeps such a list for newly visible objects. The list is in the
 * order in which they have to be sent, and the changes are added in that order, tick by tick.
 */
export function holdChanges(view: StateView, changes: Changes): void {
  for (let node = changes.next; node; node = node.next) {
    const tree = node.changeTree;
    if (!view.isChangeTreeVisible(tree)) continue;
    const { isSchema, tags, filter } = tree.encDescriptor;
    tree.forEach((index, operation) => {
      // The list cannot hold cleared collections. The state has none that only some clients can see.
      if (index < 0) throw new Error("a filtered collection was cleared");
      const isFiltered = tree.isFiltered || (isSchema && tags[index] !== undefined);
      if (!isFiltered || (filter && !filter(tree.ref, index, view))) return;
      accountOf(view, tree.ref[$refId]).set(index, operation);
    });
  }
}

function accountOf({ changes }: StateView, refId: number) {
  let account = changes.get(refId);
  if (!account) changes.set(refId, (account = new Map<number, OPERATION>()));
  return account;
}
