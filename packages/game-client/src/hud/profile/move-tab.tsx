import type { Runtime } from "@fray/netcode/core";
import { useState } from "preact/hooks";

import { isKnown, requestCode, useCode as claimCode, type Code } from "../../connection/own-data.ts";
import { applyCarried, carriedSettings } from "../../settings/carried.ts";

/** Moves the player to another device, or from one. */
export function MoveTab({ runtime, onMoved }: { readonly runtime: Runtime; readonly onMoved: () => void }) {
  const [code, setCode] = useState<Code>();
  const [typed, setTyped] = useState("");
  const [said, setSaid] = useState("");
  const attempt = (act: () => Promise<string>): void => {
    setSaid("");
    act().then(setSaid, (error: unknown) => setSaid(error instanceof Error ? error.message : String(error)));
  };
  const give = (): void =>
    attempt(async () => {
      setCode(await requestCode({ runtime }, carriedSettings()));
      return "";
    });
  const take = (): void =>
    attempt(async () => {
      applyCarried(await claimCode({ runtime }, typed));
      setTyped("");
      onMoved();
      return "This device is now you, too: level, titles, statistics and look.";
    });
  return (
    <div class="profile-scroll" tabIndex={0} role="region" aria-label="Move">
      <section>
        <h3>To another device</h3>
        {isKnown() ? (
          <>
            <p>A code takes your level, titles, statistics and look there. It works once, within ten minutes.</p>
            <button type="button" class="button quiet" onClick={give}>
              {code ? "Make another code" : "Make a code"}
            </button>
            {code && (
              <p class="move-code">
                <output aria-label="Your code">{code.code.replace(/(.{4})(?=.)/g, "$1-")}</output>
                <span>Valid until {TIME.format(code.endsAt)}. Whoever has it becomes you, so show it to nobody.</span>
              </p>
            )}
          </>
        ) : (
          <p>Play a round first: this server does not know you yet.</p>
        )}
      </section>
      <section>
        <h3>From another device</h3>
        <form
          class="move-form"
          onSubmit={(event) => {
            event.preventDefault();
            take();
          }}
        >
          <label>
            <span>Code of the other device</span>
            <input
              class="field"
              name="code"
              value={typed}
              autocomplete="off"
              spellcheck={false}
              maxLength={32}
              onInput={({ currentTarget }) => setTyped(currentTarget.value)}
            />
          </label>
          <button type="submit" class="button quiet" disabled={typed.trim() === ""}>
            Use this code
          </button>
        </form>
        <p class="soft">What this device has collected so far stays behind.</p>
      </section>
      <p class="said" role="status">
        {said}
      </p>
    </div>
  );
}

const TIME = new Intl.DateTimeFormat("en", { timeStyle: "short" });
