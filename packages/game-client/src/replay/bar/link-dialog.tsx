import { Dialog } from "../../hud/parts/dialog.tsx";

export interface LinkDialogProps {
  /** The link; undefined while the dialog is closed. */
  readonly link: string | undefined;
  readonly onClose: () => void;
}

/** Shows a link where the page may not write to the clipboard. */
export function LinkDialog({ link, onClose }: LinkDialogProps) {
  if (link === undefined) return null;
  return (
    <Dialog title="Link to this moment" onClose={onClose}>
      <p>Copy it from here:</p>
      <input
        class="field"
        readOnly
        aria-label="Link to this moment"
        value={link}
        data-first
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
    </Dialog>
  );
}
