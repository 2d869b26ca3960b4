import {
  REPORT_REASON_TEXTS,
  REPORT_REASONS,
  REPORT_TEXT_LENGTH,
  type ReportReason,
} from "@fray/shared-state/protocol/reports";
import { useState } from "preact/hooks";

import "./report-form.css";

export interface ReportFormProps {
  readonly onSend: (reason: ReportReason, text: string) => void;
  readonly onCancel: () => void;
}

/** Asks what a person has done. The server adds the last lines of chat by itself. */
export function ReportForm({ onSend, onCancel }: ReportFormProps) {
  const [reason, setReason] = useState<ReportReason>("insult");
  const [text, setText] = useState("");
  return (
    <form
      class="report-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(reason, text);
      }}
    >
      <fieldset>
        <legend>What is wrong?</legend>
        {REPORT_REASONS.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="reason"
              value={each}
              checked={reason === each}
              onChange={() => setReason(each)}
              ref={(input) => {
                if (each === "insult" && document.activeElement?.closest(".report-form") === null) input?.focus();
              }}
            />
            {REPORT_REASON_TEXTS[each]}
          </label>
        ))}
      </fieldset>
      <label class="report-text">
        Anything to add? (optional)
        <textarea
          class="field"
          rows={3}
          maxLength={REPORT_TEXT_LENGTH}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <p class="report-note">The people who run this server read reports, with the last lines of chat.</p>
      <div class="report-buttons">
        <button type="submit" class="button">
          Send report
        </button>
        <button type="button" class="button quiet" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
