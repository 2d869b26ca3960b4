import type { TransportName } from "./paths/path.ts";

/** What a server counts. */
export interface Counted {
  readonly connections: Readonly<Record<TransportName, number>>;
  /** Inputs that came too late, or more than the time bank of their player allows. */
  readonly lostInputs: number;
}

/** Reads the metrics of the server at `http`, which is given its token. */
export async function countedBy(http: string, token: string): Promise<Counted> {
  const response = await fetch(`${http}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const text = await response.text();
  const valueOf = (name: string): number => {
    const line = text.split("\n").find((each) => each.startsWith(`${name} `));
    if (!line) throw new Error(`the server has no metric ${name}`);
    return Number(line.slice(name.length));
  };
  return {
    connections: {
      websocket: valueOf('fray_connections{transport="websocket"}'),
      http: valueOf('fray_connections{transport="http"}'),
    },
    lostInputs: valueOf("fray_inputs_dropped_total"),
  };
}
