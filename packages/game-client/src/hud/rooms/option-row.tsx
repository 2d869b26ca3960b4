import type { HostOffer } from "@fray/shared-state/protocol/lobby";
import { isNumber, ROOM_OPTIONS, type NumberName, type OptionName } from "@fray/shared-state/protocol/room-options";
import type { TextLimit } from "@fray/shared-state/protocol/text";
import type { RefObject } from "preact";

import { clock } from "../../words/clock.ts";
import { Row, Select, Slider, Switch } from "../parts/rows.tsx";
import { typedWithin } from "../parts/typed-within.ts";
import { highest, type RoomDraft } from "./room-draft.ts";
import { choiceOf, SKILL_CHOICES } from "./skill-choices.ts";

export interface OptionRowProps {
  readonly name: OptionName;
  readonly draft: RoomDraft;
  readonly offer: HostOffer;
  readonly set: (changes: Partial<RoomDraft>) => void;
  /** Refers to the control that gets the focus at first. */
  readonly first?: RefObject<HTMLInputElement | null>;
  readonly placeholder?: string;
}

/** The control of a room option, chosen by its row in the table. */
export function OptionRow(props: OptionRowProps) {
  const { name, draft, set } = props;
  const option = ROOM_OPTIONS[name];
  switch (option.kind) {
    case "text":
      return <Row label={option.label}>{(id) => <TextField {...props} {...option} id={id} />}</Row>;
    case "toggle":
    case "rule":
      return (
        <Row label={option.label}>
          {(id) => <Switch id={id} on={draft[name] === true} onSet={(on) => set({ [name]: on })} />}
        </Row>
      );
    case "number":
      return isNumber(name) ? <NumberRow {...props} name={name} /> : null;
    case "skill":
      return (
        <Row label={option.label}>
          {(id) => (
            <Select id={id} value={choiceOf(draft.skill)} options={SKILL_CHOICES} onSet={(skill) => set({ skill })} />
          )}
        </Row>
      );
  }
}

type Text = OptionRowProps & { readonly id: string; readonly limit: TextLimit | number; readonly empty: string };

function TextField({ id, name, draft, set, first, limit, empty, placeholder = empty }: Text) {
  return (
    <input
      id={id}
      {...(first && { ref: first })}
      class="field"
      value={String(draft[name])}
      {...(typeof limit === "number" && { maxLength: limit })}
      placeholder={placeholder}
      autocomplete="off"
      spellcheck={false}
      onInput={(event) => {
        set({ [name]: typeof limit === "number" ? event.currentTarget.value : typedWithin(event, limit) });
      }}
    />
  );
}

function NumberRow({ name, draft, offer, set }: OptionRowProps & { readonly name: NumberName }) {
  const { label, slider } = ROOM_OPTIONS[name];
  const { min, step } = slider;
  const text = slider.text === "time" ? clock : String;
  const value = draft[name];
  const onSet = (wanted: number): void => set({ [name]: wanted });
  return (
    <Row label={label} note={value === 0 ? "None" : text(value)}>
      {(id) => <Slider {...{ id, value, min, step, text, onSet }} max={highest(name, draft, offer)} />}
    </Row>
  );
}
