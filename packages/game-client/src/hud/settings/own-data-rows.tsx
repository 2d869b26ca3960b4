import type { Runtime } from "@fray/netcode/core";
import { useState } from "preact/hooks";

import { deleteOwn, exportOwn, isKnown } from "../../connection/own-data.ts";
import { saveFile } from "../../platform/save-file.ts";

const FILE_NAME = "fray-my-data.json";

/** Lets a player have and delete what the server stores about them. Deleting asks once more. */
export function OwnDataRows({ runtime }: { readonly runtime: Runtime }) {
  const [asks, setAsks] = useState(false);
  const [said, setSaid] = useState("");
  const attempt = (act: () => Promise<string>): void => {
    setSaid("");
    act().then(setSaid, (error: unknown) => setSaid(error instanceof Error ? error.message : String(error)));
  };
  const save = (): void =>
    attempt(async () => {
      saveFile(runtime, FILE_NAME, new Blob([await exportOwn({ runtime })], { type: "application/json" }));
      return "Your data was saved as a file.";
    });
  const remove = (): void =>
    attempt(async () => {
      await deleteOwn({ runtime });
      setAsks(false);
      return "Your data was deleted. You are a new guest now.";
    });
  return (
    <fieldset>
      <legend>Your data</legend>
      {isKnown() ? (
        <>
          <p class="own-data">
            This server knows you by a token in this browser. It stores your results, statistics, deeds and reports.
          </p>
          <div class="own-data-buttons">
            <button type="button" class="button quiet" onClick={save}>
              Save a copy
            </button>
            <button type="button" class="button quiet" aria-expanded={asks} onClick={() => setAsks(!asks)}>
              Delete my data…
            </button>
          </div>
          {asks && (
            <div class="own-data-ask" role="group" aria-label="Delete my data">
              <p>Level, titles and statistics are lost for good, and a game that you play ends.</p>
              <button type="button" class="button quiet danger" onClick={remove}>
                Delete for good
              </button>
            </div>
          )}
        </>
      ) : (
        <p class="own-data">This server knows nothing about you yet.</p>
      )}
      <p class="own-data" role="status">
        {said}
      </p>
    </fieldset>
  );
}
