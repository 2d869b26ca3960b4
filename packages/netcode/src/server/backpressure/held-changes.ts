import { $refId, type OPERATION, type Encoder, type StateView } from "@colyseus/schema";

type Changes = Encoder["root"]["changes"];

/**
 * Puts what a view would be sent of this tick's changes on the account of what it is to be sent anyway: the fields, not their
 * values, which are then those of the day. `StateView` keeps such an account for what it is shown; it is in the order that
 * things have to be sent in, and so is what is added here, tick by tick.
 */
export function holdChanges(view: StateView, changes: Changes): void {
  for (let node = changes.next; node; node = node.next) {
    const tree = node.changeTree;
    if (!view.isChangeTreeVisible(tree)) continue;
    const { isSchema, tags, filter } = tree.encDescriptor;
    tree.forEach((index, operation) => {
      // Cleared collections have no place in that account; there are none that only some can see.
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
