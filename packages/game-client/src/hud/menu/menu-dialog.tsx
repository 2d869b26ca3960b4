import { SettingsDialog } from "../settings/settings-dialog.tsx";
import { StatisticsDialog } from "../statistics/statistics-dialog.tsx";

export type MenuDialogName = "settings" | "statistics";

export interface MenuDialogProps {
  readonly open: MenuDialogName | undefined;
  readonly onClose: () => void;
}

/** What lies over the menu. */
export function MenuDialog({ open, onClose }: MenuDialogProps) {
  switch (open) {
    case "settings":
      return <SettingsDialog onClose={onClose} />;
    case "statistics":
      return <StatisticsDialog onClose={onClose} />;
    case undefined:
      return null;
  }
}
