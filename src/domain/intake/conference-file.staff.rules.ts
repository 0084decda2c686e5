import type { LooseFile } from "./conference-file.format.rules.js";
import { checkOnce, namesIn, present } from "./conference-file.references.rules.js";
import type { Findings } from "./problem.rules.js";

/** Roles name tables that exist, nobody has a role twice, and a table has one facilitator. */
export function checkStaff(found: Findings, file: LooseFile): void {
  const tables = namesIn(file.roundTables?.map((table) => table?.ref));
  const roles = present(file.staff).flatMap(([member, one]) =>
    present(one.roles).map(([index, { role, ...at }]) => ({
      member,
      path: ["staff", member, "roles", index],
      role,
      table: "roundTable" in at ? at.roundTable : undefined,
    })),
  );
  for (const { path, table } of roles) {
    if (table === undefined || !tables || tables.has(table)) continue;
    found.add([...path, "roundTable"], "No round table of this file has this ref.");
  }
  checkOnce(
    found,
    roles.map(({ member, path, role, table }) => [path, role && `${member} ${role} ${table ?? ""}`]),
    "This person already has this role.",
  );
  const facilitators = roles.filter(({ role }) => role === "FACILITATOR");
  const first = new Map<string, number>();
  for (const { path, member, table } of facilitators) {
    if (table === undefined) continue;
    if ((first.get(table) ?? member) !== member) {
      found.add([...path, "roundTable"], "This round table already has a facilitator.");
    }
    first.set(table, first.get(table) ?? member);
  }
}
