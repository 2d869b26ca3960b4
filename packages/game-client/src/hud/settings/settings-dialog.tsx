import type { Runtime } from "@fray/netcode/core";

import { HUD_SCALE, settings, type Settings } from "../../settings/settings.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Choice, Row, Slider, Switch } from "../parts/rows.tsx";
import { KeyTable } from "./key-table.tsx";
import { OwnDataRows } from "./own-data-rows.tsx";
import { PalettePicker } from "./palette-picker.tsx";
import { useSettings } from "./use-settings.ts";
import "../parts/groups.css";
import "./settings-dialog.css";

export interface SettingsDialogProps {
  readonly runtime: Runtime;
  readonly onClose: () => void;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** All settings of a player. Each change applies at once and is stored in this browser. */
export function SettingsDialog({ runtime, onClose }: SettingsDialogProps) {
  const values = useSettings();
  const set = (changes: Partial<Settings>): void => settings.set(changes);
  return (
    <Dialog title="Settings" wide onClose={onClose}>
      <div class="settings groups">
        <fieldset>
          <legend>Sound</legend>
          <Row label="Volume" note={percent(values.volume)}>
            {(id) => <Slider id={id} value={values.volume} text={percent} onSet={(volume) => set({ volume })} />}
          </Row>
          <Row label="Mute">{(id) => <Switch id={id} on={values.muted} onSet={(muted) => set({ muted })} />}</Row>
        </fieldset>
        <fieldset>
          <legend>Picture</legend>
          <PalettePicker value={values.palette} onSet={(palette) => set({ palette })} />
          <Choice
            label="Motion"
            value={values.reducedMotion}
            options={[
              ["system", "As my system says"],
              ["on", "Reduced"],
              ["off", "Full"],
            ]}
            onSet={(reducedMotion) => set({ reducedMotion })}
          />
          <Row label="Camera shake" note={percent(values.shake)}>
            {(id) => <Slider id={id} value={values.shake} text={percent} onSet={(shake) => set({ shake })} />}
          </Row>
          <Choice
            label="Quality"
            value={values.quality}
            options={[
              ["auto", "Automatic"],
              ["high", "High"],
              ["low", "Low"],
            ]}
            onSet={(quality) => set({ quality })}
          />
          <Row label="Size of panels" note={percent(values.hudScale)}>
            {(id) => (
              <Slider
                id={id}
                value={values.hudScale}
                {...HUD_SCALE}
                text={percent}
                onSet={(hudScale) => set({ hudScale })}
              />
            )}
          </Row>
          <Row label="Damage numbers">
            {(id) => <Switch id={id} on={values.damageNumbers} onSet={(damageNumbers) => set({ damageNumbers })} />}
          </Row>
          <Row label="Minimap">
            {(id) => <Switch id={id} on={values.minimap} onSet={(minimap) => set({ minimap })} />}
          </Row>
        </fieldset>
        <fieldset>
          <legend>Touch</legend>
          <Row label="Aim assist">
            {(id) => <Switch id={id} on={values.aimAssist} onSet={(aimAssist) => set({ aimAssist })} />}
          </Row>
        </fieldset>
        <fieldset>
          <legend>Keys and mouse buttons</legend>
          <KeyTable runtime={runtime} bindings={values.bindings} onSet={(bindings) => set({ bindings })} />
        </fieldset>
        <OwnDataRows runtime={runtime} />
        <button type="button" class="button quiet" onClick={() => settings.reset()}>
          Reset all settings
        </button>
      </div>
    </Dialog>
  );
}
