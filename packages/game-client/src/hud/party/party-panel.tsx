import { MAX_PARTY } from "@fray/shared-state/protocol/party";

import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { CopyLink } from "../parts/copy-link.tsx";
import { partyLink } from "../share-link.ts";
import "./party.css";

export interface PartyPanelProps {
  /** The token of the party; "" for none. */
  readonly token: string;
  /** Names of the members in the player's room, the player included; undefined outside of a room. */
  readonly members: readonly string[] | undefined;
  readonly onStart: () => void;
  readonly onLeave: () => void;
}

/** What a party is, who is in it, and how others come in. */
export function PartyPanel({ token, members, onStart, onLeave }: PartyPanelProps) {
  if (token === "")
    return (
      <div class="party">
        <p>
          Play with up to {MAX_PARTY - 1} friends. Play brings a party into the same room, and its members fight on the
          same side, round after round.
        </p>
        <div class="choices">
          <button type="button" class="button" data-first onClick={onStart}>
            Start a party
          </button>
        </div>
      </div>
    );
  return (
    <div class="party">
      <p>Send this link to your friends. Everyone who opens it is in your party.</p>
      {members && (
        <ul class="party-members" aria-label="Members here">
          {members.map((name, index) => (
            <li key={`${index} ${name}`}>
              <GlyphIcon glyph={ICONS.person} size={20} /> <b>{name}</b>
            </li>
          ))}
        </ul>
      )}
      <div class="choices">
        <CopyLink link={partyLink(token)} field="Link to your party" label="Copy party link" />
        <button type="button" class="button quiet" onClick={onLeave}>
          Leave the party
        </button>
      </div>
    </div>
  );
}
