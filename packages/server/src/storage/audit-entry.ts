/** Something that an administrator, a moderator or the owner of a room has done. */
export interface AuditEntry {
  readonly id: string;
  /** In ms since 1970. */
  readonly at: number;
  readonly actor: string;
  readonly role: "admin" | "moderator" | "owner";
  /** Identity of an owner; "" for others. */
  readonly actorId: string;
  readonly action: string;
  /** Identity of the person concerned, a network or a room; "" for none. */
  readonly target: string;
  /** Name of the person concerned; "" for none. */
  readonly name: string;
  readonly reason: string;
}
