import { setTimeout as delay } from "node:timers/promises";

import { Guest } from "../tests/support/guest.ts";
import { startServer } from "../tests/support/server.ts";
import { Network } from "../tests/support/tcp-network.ts";
import { until } from "../tests/support/until.ts";

const TOKEN = "bench";
const JOINS = 40;
/** Time in which nobody joins, and all messages are patches. */
const PLAYED_MS = 10_000;
/** Enough bodies that the first state has several KiB. */
const BOTS = 30;

interface Row {
  readonly compression: string;
  /** Bytes to a newcomer until the first state is there, those of HTTP and of the handshake included. */
  readonly "bytes per join": number;
  /** Processor time of the server for a join, in ms. */
  readonly "CPU ms per join": number;
  /** Bytes to each of the clients in a second of play. */
  readonly "bytes/s per client": number;
  readonly "CPU %": number;
}

/** Measures what `--compression` saves and costs: at joins, and afterwards, when patches are not compressed either way. */
export async function measureCompression(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const compression of ["off", "large"]) rows.push(await measure(compression));
  return rows;
}

async function measure(compression: string): Promise<Row> {
  const options = `--map duel --bots ${BOTS} --max-players 100 --joins-per-minute 0 --connections-per-address 1000`;
  const server = await startServer({
    args: [...options.split(" "), "--compression", compression, "--metrics-token", TOKEN],
  });
  const network = await Network.open(server.port, { roundTripMs: 0 });
  const cpuMs = async (): Promise<number> => {
    const answer = await fetch(`${server.http}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
    return 1000 * Number(/^process_cpu_seconds_total (\S+)/m.exec(await answer.text())?.[1]);
  };
  const idle = await cpuMs();
  await delay(PLAYED_MS);
  const idlePerMs = ((await cpuMs()) - idle) / PLAYED_MS;
  Guest.keepsFrames = false;
  let [cpu, at, down] = [await cpuMs(), performance.now(), network.carried.down];
  const guests: Guest[] = [];
  for (let join = 0; join < JOINS; join++) {
    const guest = await Guest.join(network.endpoint.replace("http", "ws"), { name: `Guest ${join}` });
    await until("it has a state", () => guest.patches > 0);
    await guest.leave();
  }
  const joined = {
    cpu: ((await cpuMs()) - cpu - idlePerMs * (performance.now() - at)) / JOINS,
    down: (network.carried.down - down) / JOINS,
  };
  for (let join = 0; join < 10; join++)
    guests.push(await Guest.join(network.endpoint.replace("http", "ws"), { name: `Player ${join}` }));
  [cpu, at, down] = [await cpuMs(), performance.now(), network.carried.down];
  await delay(PLAYED_MS);
  const seconds = (performance.now() - at) / 1000;
  const row = {
    compression,
    "bytes per join": Math.round(joined.down),
    "CPU ms per join": Math.round(joined.cpu * 10) / 10,
    "bytes/s per client": Math.round((network.carried.down - down) / seconds / guests.length),
    "CPU %": Math.round(((await cpuMs()) - cpu) / seconds) / 10,
  };
  for (const guest of guests) await guest.leave();
  await network.close();
  await server.stop();
  return row;
}
