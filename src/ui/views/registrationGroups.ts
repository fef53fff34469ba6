import { message } from "../../base/message";
import type { RegistrationSummary } from "../../core/registration/registration";
import { importedRows } from "../importedRows";
import { words } from "../localize";
import type { Ui } from "../parts";
import { DeletedRegistrationNode } from "./deletedRegistrationNode";
import { GroupNode } from "./groupNode";
import type { Painting } from "./lazyGroupNode";
import type { TreeNode } from "./node";
import { RegistrationNode } from "./registrationNode";

type GroupUi = Pick<Ui, "registrations" | "remembered">;

/**
 * The rows of registrations: those entered by hand, those pinned, then the list. Each stands there once. A search
 * and the deleted ones stand alone.
 */
export function registrationRows(ui: Ui, painting: Painting): readonly TreeNode[] {
  const { query, items, account } = ui.registrations.list;
  if (query.view === "deleted")
    return items.map((item) => new DeletedRegistrationNode(ui.clock, item));
  const row =
    (mark?: "pinned" | "imported") =>
    (item: RegistrationSummary): TreeNode =>
      new RegistrationNode(ui, item, painting, mark);
  if (query.search !== undefined) {
    return items.map((item) => row(markOf(ui, item))(item));
  }
  const pinned = freshest(items, account === undefined ? [] : pinnedRows(ui));
  const ids = new Set(pinned.map(({ objectId }) => objectId));
  const imported = importedRows(ui, [...pinned, ...items]);
  return [
    ...group("imported", "edit", words(message("Imported")), imported.map(row("imported"))),
    ...group("pinned", "pinned", words(message("Pinned")), pinned.map(row("pinned"))),
    ...items.filter(({ objectId }) => !ids.has(objectId)).map(row()),
  ];
}

function pinnedRows({ remembered, registrations }: GroupUi): readonly RegistrationSummary[] {
  return remembered.pinned(registrations.list.account?.tenantId);
}

function markOf({ remembered }: GroupUi, { objectId }: RegistrationSummary): "pinned" | undefined {
  return remembered.isPinned(objectId) ? "pinned" : undefined;
}

/** A row of the list is newer than what was remembered of it. */
function freshest(
  items: readonly RegistrationSummary[],
  remembered: readonly RegistrationSummary[],
): readonly RegistrationSummary[] {
  const byId = new Map(items.map((item) => [item.objectId, item]));
  return remembered.map((row) => byId.get(row.objectId) ?? row);
}

function group(
  id: string,
  icon: string,
  label: string,
  rows: readonly TreeNode[],
): readonly TreeNode[] {
  return rows.length === 0 ? [] : [new GroupNode({ id: `group:${id}`, label, icon, rows })];
}
