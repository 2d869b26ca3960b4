import { Dialog } from "../parts/dialog.tsx";
import { PartyPanel, type PartyPanelProps } from "./party-panel.tsx";

export interface PartyDialogProps extends PartyPanelProps {
  readonly onClose: () => void;
}

/** The player's party, over the game. */
export const PartyDialog = ({ onClose, ...panel }: PartyDialogProps) => (
  <Dialog title="Party" onClose={onClose}>
    <PartyPanel {...panel} />
  </Dialog>
);
