import { useState } from "preact/hooks";

import type { JoinIntent } from "../../connection/join-intent.ts";
import { GlyphIcon } from "../../icons/glyph-icon.tsx";
import { ICONS } from "../../icons/icons.ts";
import { choiceOf, SKILL_CHOICES } from "../rooms/skill-choices.ts";
import {
  PRACTICE_BOTS,
  practiceIntent,
  rememberedPractice,
  rememberPractice,
  trainingIntent,
  type PracticeChoice,
} from "./practice-choice.ts";
import "./practice.css";

export interface PracticeProps {
  readonly joining: boolean;
  readonly onEnter: (intent: JoinIntent) => void;
}

/** Learning and practising, each with one click: a minute of training, or a private room with bots of one's choice. */
export function Practice({ joining, onEnter }: PracticeProps) {
  const [choice, setChoice] = useState(rememberedPractice);
  const set = (change: Partial<PracticeChoice>): void => {
    const next = { ...choice, ...change };
    setChoice(next);
    rememberPractice(next);
  };
  return (
    <div class="practice" role="group" aria-label="Practice">
      <button type="button" class="button quiet" disabled={joining} onClick={() => onEnter(trainingIntent())}>
        <GlyphIcon glyph={ICONS.start} size={20} /> Training
      </button>
      <button type="button" class="button quiet" disabled={joining} onClick={() => onEnter(practiceIntent(choice))}>
        <GlyphIcon glyph={ICONS.target} size={20} /> Practice
      </button>
      <span class="against">
        <span class="caption">Against</span>
        <select
          class="field"
          aria-label="Number of bots"
          value={choice.bots}
          onChange={(event) => set({ bots: Number(event.currentTarget.value) })}
        >
          {PRACTICE_BOTS.map((bots) => (
            <option key={bots} value={bots}>
              {bots === 1 ? "1 bot" : `${bots} bots`}
            </option>
          ))}
        </select>
        <select
          class="field"
          aria-label="Skill of the bots"
          value={choiceOf(choice.skill)}
          onChange={({ currentTarget: { selectedIndex } }) => {
            const [skill] = SKILL_CHOICES[selectedIndex] ?? [];
            if (skill !== undefined) set({ skill });
          }}
        >
          {SKILL_CHOICES.map(([skill, text]) => (
            <option key={skill} value={skill}>
              {text}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}
