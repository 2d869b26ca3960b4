import { lastDevice } from "../../controls/last-device.ts";
import { Dialog } from "../../hud/parts/dialog.tsx";
import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { REPLAY_KEYS } from "./actions.ts";

export interface ReplayHelpProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What can be done in the viewer: by keys, or by buttons for those who have none. */
export function ReplayHelp({ open, onClose }: ReplayHelpProps) {
  if (!open) return null;
  const isTouch = lastDevice.value === "touch";
  return (
    <Dialog title="Watching a replay" wide onClose={onClose}>
      <dl class="replay-keys">
        {REPLAY_KEYS.map(
          ({ label, action, words, icon }) =>
            (icon !== undefined || !isTouch) && (
              <div key={action}>
                <dt>
                  {isTouch && icon ? <GlyphIcon glyph={ICONS[icon]} size={20} /> : <kbd class="key">{label}</kbd>}
                </dt>
                <dd>{words}</dd>
              </div>
            ),
        )}
      </dl>
      {!isTouch && (
        <p>
          Gamepad: A plays and pauses, the D-pad goes 5 seconds back and forward and changes the speed, the triggers
          change the player, RB shows what that player saw, X frees the camera, Y goes on to the next round, B leaves.
        </p>
      )}
      <p>
        Marks on the timeline: grey is a kill, yellow a kill or death of the player that you follow, green a flag or
        hill, white a new phase of the round, violet what the followed bot said of itself.
      </p>
    </Dialog>
  );
}
