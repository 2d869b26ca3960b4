import type { TwoNodes } from "../nodes/two-nodes.ts";
import type { NodeFaultPlan } from "../plan.ts";
import type { NodeFaultName } from "./names.ts";

/** Something that goes wrong between nodes. The rooms of a living node go on as if nothing was. */
type NodeFault = (nodes: TwoNodes, plan: NodeFaultPlan) => void;

/** A node dies without a word, and comes back as a fresh one, or never. */
const nodeLoss: NodeFault = (nodes, { node, ms, size, comesBack }) => {
  nodes.lose(node, size < 0.5 ? "crash" : "silence", comesBack ? ms * 3 : undefined);
};

/** The broker cannot be reached for a while, or it answers late. */
const brokerStalls: NodeFault = (nodes, { ms, size }) => {
  nodes.holdUpBroker(ms, size < 0.5);
};

/** The broker starts again, and has forgotten everything. */
const brokerRestarts: NodeFault = (nodes) => {
  nodes.restartBroker();
};

/** A node is told to shut down: it hands its rooms over, ends, and comes back as a fresh one, or never. */
const nodeDrains: NodeFault = (nodes, { node, ms, comesBack }) => {
  nodes.drain(node, comesBack ? ms * 3 : undefined);
};

/** All faults of a life with two nodes, by their name. */
export const NODE_FAULTS = {
  "node-loss": nodeLoss,
  "broker-stalls": brokerStalls,
  "broker-restarts": brokerRestarts,
  "node-drains": nodeDrains,
} as const satisfies Readonly<Record<NodeFaultName, NodeFault>>;
