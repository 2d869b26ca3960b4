export interface RespawnCardProps {
  readonly dead: boolean;
  /** Tenths of a second. */
  readonly tenths: number;
  readonly killerName: string;
  readonly killerBot: boolean;
}

/** What a fallen player reads: by whom, and how long until they are back. */
export function RespawnCard({ dead, tenths, killerName, killerBot }: RespawnCardProps) {
  if (!dead) return null;
  return (
    <section class="respawn" role="status">
      {killerName && (
        <p class="by">
          Killed by <b>{killerName}</b> {killerBot && <span class="chip">BOT</span>}
        </p>
      )}
      <p class="in">
        Respawning in <b>{(tenths / 10).toFixed(1)}</b>
      </p>
    </section>
  );
}
