import { REPORT_REASON_TEXTS } from "@fray/shared-state/protocol/reports";

import { MODERATOR_MAX_HOURS, type StaffMember } from "../moderation/staff.ts";
import { escapeHtml } from "../network/plain-page.ts";
import type { AuditEntry } from "../storage/audit-entry.ts";
import type { Report } from "../storage/report.ts";
import { endOf, type Sanction } from "../storage/sanction.ts";

/** Lengths of bans and mutes that the forms offer, by hours. */
const LENGTHS = [
  [1, "1 hour"],
  [24, "1 day"],
  [MODERATOR_MAX_HOURS, "7 days"],
  [30 * 24, "30 days"],
  [365 * 24, "1 year"],
  [0, "For good"],
] as const;

const NO_STORE = "<p>They can't be read now: nothing is stored, or the database does not answer.</p>";

/** Renders the fields that say how long and why, with the buttons to mute and ban. */
export function penaltyFields(
  member: StaffMember,
  { withScope = true }: { readonly withScope?: boolean } = {},
): string {
  const isAdmin = member.role === "admin";
  const lengths = LENGTHS.filter(([hours]) => isAdmin || (hours > 0 && hours <= MODERATOR_MAX_HOURS));
  const options = lengths.map(([hours, text]) => `<option value="${hours}">${text}</option>`).join("");
  const scope = `<select name="by" aria-label="Whom">
      <option value="player">This person</option><option value="network">Their address</option></select>`;
  return `${withScope ? scope : ""}
    <select name="hours" aria-label="How long">${options}</select>
    <input name="reason" maxlength="200" placeholder="Reason, shown to them" aria-label="Reason, shown to them">
    <button class="button quiet" name="do" value="mute">Mute</button>
    <button class="button harsh" name="do" value="ban">Ban</button>`;
}

/** Renders the open reports. */
export function reportsSection(reports: readonly Report[] | undefined, member: StaffMember): string {
  const shown = reports?.map((report) => reportSection(report, member)).join("");
  return `<h2 class="part">Reports</h2>${shown ?? NO_STORE}${shown === "" ? "<p>No report is open.</p>" : ""}`;
}

function reportSection({ id, createdAt, reporter, target, reason, text, lines }: Report, member: StaffMember): string {
  const said = lines.map(({ name, text: line }) => `${escapeHtml(name)}: ${escapeHtml(line)}`).join("<br>");
  return `<section>
      <h2>${escapeHtml(target.name)} <code>${escapeHtml(target.playerId)}</code></h2>
      <p>${REPORT_REASON_TEXTS[reason]}, reported by ${escapeHtml(reporter.name)} at ${timeOf(createdAt)}</p>
      ${text === "" ? "" : `<p>“${escapeHtml(text)}”</p>`}
      ${said === "" ? "<p>Nothing was said in the room.</p>" : `<blockquote>${said}</blockquote>`}
      <form class="actions" method="post" action="reports/${id}">
        <button class="button quiet" name="do" value="dismiss">Dismiss</button>
        <button class="button quiet" name="do" value="kick">Kick</button>
        ${penaltyFields(member)}
      </form>
    </section>`;
}

/** Renders the bans and mutes that hold, and a form for another one. */
export function sanctionsSection(sanctions: readonly Sanction[], member: StaffMember): string {
  const rows = sanctions.map((sanction) => {
    const { id, kind, target, name, reason, author } = sanction;
    const mayLift = member.role === "admin" || author === member.name;
    const lift = `<form method="post" action="sanctions"><input type="hidden" name="id" value="${id}">
        <button class="button quiet" name="do" value="lift">Lift</button></form>`;
    return `<tr><td>${kind}</td><td>${escapeHtml(name)} <code>${escapeHtml(target)}</code></td><td>${endOf(sanction)}</td>
        <td>${escapeHtml(reason)}</td><td>${escapeHtml(author)}</td><td class="number">${mayLift ? lift : ""}</td></tr>`;
  });
  return `<h2 class="part">Bans and mutes</h2>
    <section>
      ${rows.length > 0 ? table(["What", "Whom", "How long", "Reason", "By", ""], rows) : "<p>Nobody is banned or muted.</p>"}
      <form class="actions" method="post" action="sanctions">
        <input name="target" required maxlength="64" placeholder="Identity, address or network"
          aria-label="Identity, address or network">
        ${penaltyFields(member, { withScope: false })}
      </form>
    </section>`;
}

/** Renders the forms that export and delete the data of one player. */
export const playerSection = (): string => `<h2 class="part">Data of a player</h2>
    <section><div class="actions">
      <form method="get" action="players">
        <input name="id" required maxlength="36" placeholder="Identity" aria-label="Identity to export">
        <button class="button quiet">Export</button></form>
      <details><summary>Delete</summary><form method="post" action="players">
        <input name="id" required maxlength="36" placeholder="Identity" aria-label="Identity to delete">
        <button class="button harsh">Delete everything</button></form></details>
    </div></section>`;

/** Renders the latest entries of the audit log. */
export function auditSection(audit: readonly AuditEntry[] | undefined): string {
  const rows = audit?.map(
    ({ at, actor, role, action, target, name, reason }) =>
      `<tr><td>${timeOf(at)}</td><td>${escapeHtml(actor)}, ${role}</td><td>${escapeHtml(action)}</td>
        <td>${escapeHtml(name)} <code>${escapeHtml(target)}</code></td><td>${escapeHtml(reason)}</td></tr>`,
  );
  if (!rows) return `<h2 class="part">Audit log</h2>${NO_STORE}`;
  return `<h2 class="part">Audit log</h2><section>
      ${rows.length > 0 ? table(["When", "Who", "What", "Whom", "Why"], rows) : "<p>Nothing was done yet.</p>"}</section>`;
}

const table = (heads: readonly string[], rows: readonly string[]): string =>
  `<table><tr>${heads.map((head) => `<th>${head}</th>`).join("")}</tr>${rows.join("")}</table>`;

const timeOf = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
