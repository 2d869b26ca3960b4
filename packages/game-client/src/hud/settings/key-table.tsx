import type { Runtime } from "@fray/netcode/core";
import { useEffect, useRef, useState } from "preact/hooks";

import { captureBinding, conflictOf, rebind } from "../../controls/capture-binding.ts";
import { ACTIONS, DEFAULT_BINDINGS, type Action, type Bindings } from "../../settings/bindings.ts";
import { keyLabel } from "../parts/key-label.ts";

const TITLES: Readonly<Record<Action, string>> = {
  up: "Up",
  down: "Down",
  left: "Left",
  right: "Right",
  fire: "Pulse",
  special: "Special weapon",
  dash: "Dash",
  reload: "Reload",
  aimUp: "Aim up",
  aimDown: "Aim down",
  aimLeft: "Aim left",
  aimRight: "Aim right",
  emote: "Emotes",
  mark: "Mark a place",
  chat: "Chat",
  teamChat: "Team chat",
  scoreboard: "Scoreboard",
  minimap: "Minimap",
};
const SLOTS = [0, 1] as const;

interface Slot {
  readonly action: Action;
  readonly slot: number;
}

export interface KeyTableProps {
  readonly runtime: Runtime;
  readonly bindings: Bindings;
  readonly onSet: (bindings: Bindings) => void;
}

/** Two keys for each action. A key that is already in use loses its old action, and the table says so. */
export function KeyTable({ runtime, bindings, onSet }: KeyTableProps) {
  const [listening, setListening] = useState<Slot>();
  const [taken, setTaken] = useState("");
  const latest = useRef({ bindings, onSet });
  latest.current = { bindings, onSet };

  useEffect(() => {
    if (!listening) return undefined;
    const calledOff = new AbortController();
    const { action, slot } = listening;
    const refuse = (code: string): void => setTaken(`${keyLabel(code)} belongs to the browser. Press another key.`);
    void captureBinding(runtime, calledOff.signal, refuse).then((code) => {
      if (calledOff.signal.aborted) return;
      setListening(undefined);
      if (code === undefined) return;
      const { bindings: now, onSet: set } = latest.current;
      const loser = conflictOf(now, action, code);
      setTaken(loser ? `${keyLabel(code)} no longer means ${TITLES[loser]}.` : "");
      set(rebind(now, action, slot, code));
    });
    return () => calledOff.abort();
  }, [runtime, listening]);

  const label = ({ action, slot }: Slot): string => {
    if (listening?.action === action && listening.slot === slot) return "Press a key…";
    const code = bindings[action][slot];
    return code === undefined ? "–" : keyLabel(code);
  };
  return (
    <>
      <p class="taken" role="status">
        {taken}
      </p>
      <table class="keys">
        <tbody>
          {ACTIONS.map((action) => (
            <tr key={action}>
              <th scope="row">{TITLES[action]}</th>
              {SLOTS.map((slot) => (
                <td key={slot}>
                  <button
                    type="button"
                    class="bind"
                    aria-label={`${TITLES[action]}, ${slot === 0 ? "first" : "second"} key: ${label({ action, slot })}`}
                    onClick={() => setListening({ action, slot })}
                  >
                    {label({ action, slot })}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <button
        type="button"
        class="button quiet"
        onClick={() => {
          setTaken("");
          onSet(DEFAULT_BINDINGS);
        }}
      >
        Reset keys
      </button>
    </>
  );
}
