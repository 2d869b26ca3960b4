import type { Moment, Part } from "../moment.ts";
import { Panel } from "../parts/panel.ts";
import "./connection-status.css";

interface ConnectionStatusProps {
  /** Whether to show kills and deaths; a spectator has none. */
  readonly score: boolean;
  readonly kills: number;
  readonly deaths: number;
  /** Round trip time in ms. */
  readonly ping: number;
  readonly online: boolean;
  /** WebSockets do not pass, and the game uses plain HTTP. */
  readonly http: boolean;
  /** The server is overloaded. */
  readonly busy: boolean;
}

const PING_EVERY_MS = 1000;
const GOOD_MS = 60;
const FAIR_MS = 130;

/** The player's kills and deaths, and the state of the connection. */
export class ConnectionStatus implements Part {
  readonly #panel: Panel<ConnectionStatusProps>;
  #ping = 0;
  #pingAt = -Infinity;

  constructor(parent: HTMLElement) {
    this.#panel = new Panel(parent, Status, ({ game, standings: { own } }) => ({
      score: own !== undefined && !own.spectator,
      kills: own?.kills ?? 0,
      deaths: own?.deaths ?? 0,
      ping: this.#ping,
      online: game.status().state === "online",
      http: game.isOverHttp ?? false,
      busy: game.isServerBusy,
    }));
  }

  update(moment: Moment): void {
    if (moment.now - this.#pingAt >= PING_EVERY_MS) {
      this.#pingAt = moment.now;
      this.#ping = Math.round(moment.game.ping());
    }
    this.#panel.update(moment);
  }

  dispose(): void {
    this.#panel.dispose();
  }
}

/** Bars and colour show the same measure of the connection. */
function Status({ score, kills, deaths, ping, online, http, busy }: ConnectionStatusProps) {
  const bars = !online ? 0 : ping <= GOOD_MS ? 3 : ping <= FAIR_MS ? 2 : 1;
  return (
    <section class="connection-status panel" aria-label="Your score and connection">
      {score && (
        <span class="score">
          <span>
            <b>{kills}</b> {kills === 1 ? "kill" : "kills"}
          </span>
          <span>
            <b>{deaths}</b> {deaths === 1 ? "death" : "deaths"}
          </span>
        </span>
      )}
      {busy && (
        <span class="busy" role="status" title="The server is overloaded: you get fewer updates.">
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
            <path d="M7 1 13.4 12.5H.6Z" />
            <path class="mark" d="M7 5v3.6M7 10.2v.6" />
          </svg>
          <span class="words">Server busy</span>
        </span>
      )}
      <span class={`ping bars-${bars}`}>
        <svg width="16" height="14" viewBox="0 0 16 14" aria-hidden="true">
          {[0, 1, 2].map((bar) => (
            <rect
              key={bar}
              class={bar < bars ? "lit" : "unlit"}
              x={bar * 6}
              y={9 - bar * 4}
              width="4"
              height={5 + bar * 4}
              rx="1"
            />
          ))}
        </svg>
        {online ? `${ping} ms` : "offline"}
        {online && http && (
          <abbr class="transport" title="WebSockets do not get through here. The game uses plain HTTP instead.">
            HTTP
          </abbr>
        )}
      </span>
    </section>
  );
}
