import type { StaffMember } from "../moderation/staff.ts";
import { escapeHtml, renderPlainPage } from "../network/plain-page.ts";
import type { RoomOverview } from "../rooms/overview.ts";
import type { AuditEntry } from "../storage/audit-entry.ts";
import type { Report } from "../storage/report.ts";
import type { Sanction } from "../storage/sanction.ts";
import type { Command } from "./commands.ts";
import { auditSection, penaltyFields, playerSection, reportsSection, sanctionsSection } from "./order-sections.ts";

export const ADMIN_STYLE = `
main { max-width: 60rem; margin: 0 auto; padding: 32px 24px }
header { display: flex; flex-wrap: wrap; gap: 16px; align-items: baseline; justify-content: space-between }
header a { color: #4cc9f0 }
section { margin: 0 0 24px; padding: 20px 24px; border: 1px solid #24364a; border-radius: 12px; background: #121c28 }
h2 { margin: 0; font-size: 1.25rem }
h2 code { color: #9db2c8; font-size: 0.875rem; font-weight: 500 }
section p { margin: 0 0 16px }
table { width: 100%; margin: 0 0 16px; border-collapse: collapse }
th { color: #9db2c8; font-size: 0.875rem; font-weight: 500; text-align: left }
th, td { padding: 4px 12px 4px 0 }
td { border-top: 1px solid #24364a; overflow-wrap: anywhere }
.number { text-align: right; font-variant-numeric: tabular-nums }
.actions { display: flex; flex-wrap: wrap; gap: 12px; align-items: center }
.actions form { display: flex; flex-wrap: wrap; gap: 8px }
.button, select { padding: 6px 14px; border-radius: 6px; font-size: 0.9375rem }
input { padding: 6px 10px; border: 1px solid #3a5068; border-radius: 6px; background: #0b1119; color: inherit; font: inherit }
blockquote { margin: 0 0 16px; padding: 8px 16px; border-left: 3px solid #3a5068; overflow-wrap: anywhere }
h2.part { margin: 32px 0 16px }
select { border: 1px solid #3a5068; background: #0b1119; color: inherit; font: inherit }
.quiet { background: #24364a; color: #eaf2fb }
.harsh { background: #ef476f; color: #2b0510 }
summary { padding: 6px 14px; border-radius: 6px; background: #24364a; font-size: 0.9375rem; font-weight: 800; cursor: pointer }
details[open] { display: flex; flex-wrap: wrap; gap: 8px }
summary { flex: none }
@media (max-width: 40rem) {
  main { padding: 24px 12px }
  section { padding: 16px }
  table, tbody { display: block }
  tr { display: flex; flex-wrap: wrap; gap: 0 12px; align-items: baseline; padding: 8px 0; border-top: 1px solid #24364a }
  tr:has(th) { display: none }
  td, .number { padding: 0; border: 0; text-align: left }
  td:has(.actions, button) { flex: 1 0 100%; padding: 8px 0 0 }
  .actions { gap: 8px }
  select, input { max-width: 100% }
}
`;

/** What the page shows. What is undefined could not be read. */
interface Shown {
  readonly member: StaffMember;
  readonly rooms: readonly RoomOverview[];
  readonly reports: readonly Report[] | undefined;
  readonly sanctions: readonly Sanction[];
  readonly audit: readonly AuditEntry[] | undefined;
}

/** Renders the page of the people who run a server: the rooms, reports, bans and the audit log, with forms. */
export function adminPage({ member, rooms, reports, sanctions, audit }: Shown): string {
  const isAdmin = member.role === "admin";
  const body = `
    <main>
      <header><h1>Rooms</h1><a href=".">Look again</a></header>
      ${rooms.map((room) => roomSection(room, member)).join("") || "<p>No room is open. The next player who joins opens one.</p>"}
      ${reportsSection(reports, member)}
      ${sanctionsSection(sanctions, member)}
      ${isAdmin ? playerSection() + auditSection(audit) : ""}
    </main>`;
  return renderPlainPage({ title: "Rooms", style: ADMIN_STYLE, body });
}

function roomSection(room: RoomOverview, member: StaffMember): string {
  const { roomId, map, mode, phase, members, places, plans } = room;
  const choices = plans.map((plan, turn) => {
    const isPlayed = plan.map === map && plan.mode === mode;
    return `<option value="${turn}"${isPlayed ? " selected" : ""}>${escapeHtml(plan.map)}, ${plan.mode}</option>`;
  });
  const end = phase === "results" ? "Next round" : "End round";
  const mayEnd = phase !== "warmup";
  return `
      <section>
        <h2>${escapeHtml(map)}, ${mode} <code>${roomId}</code></h2>
        <p>${phase}, ${members.length} of ${places} places taken</p>
        ${members.length > 0 ? memberTable(room, member) : ""}
        ${
          member.role === "admin"
            ? `<div class="actions">
          ${mayEnd ? form(roomId, "end", `<button class="button quiet">${end}</button>`) : ""}
          ${form(
            roomId,
            "play",
            `<select name="turn" aria-label="Map and mode">${choices.join("")}</select>
             <button class="button quiet">Play this now</button>`,
          )}
          <details><summary>Close room</summary>
            ${form(roomId, "close", `<button class="button harsh">Close the room</button>`)}
          </details>
        </div>`
            : ""
        }
      </section>`;
}

function memberTable({ roomId, members }: RoomOverview, member: StaffMember): string {
  const rows = members.map(({ id, name, bot, spectator, connected, ping, score }) => {
    const kind = [bot ? "bot" : "person", spectator ? "watching" : "", connected ? "" : "disconnected"].filter(Boolean);
    const kick = form(
      roomId,
      "kick",
      `<input type="hidden" name="id" value="${id}"><button class="button quiet">Kick</button>`,
    );
    const punish = bot
      ? ""
      : `<details><summary>Ban or mute</summary>
           <form method="post" action="rooms/${roomId}"><input type="hidden" name="id" value="${id}">${penaltyFields(member)}</form>
         </details>`;
    return `<tr><td>${escapeHtml(name)}</td><td>${kind.join(", ")}</td><td class="number">${score}</td>
            <td class="number">${ping} ms</td><td><div class="actions">${connected ? kick : ""}${punish}</div></td></tr>`;
  });
  return `<table>
          <tr><th>Name</th><th>Who</th><th class="number">Score</th><th class="number">Ping</th><th></th></tr>
          ${rows.join("\n          ")}
        </table>`;
}

/** The path is relative to the page, so that it works under any path of a site. */
function form(roomId: string, command: Command["do"], fields: string): string {
  return `<form method="post" action="rooms/${roomId}"><input type="hidden" name="do" value="${command}">${fields}</form>`;
}
