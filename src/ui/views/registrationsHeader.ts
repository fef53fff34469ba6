import type * as vscode from "vscode";
import { message } from "../../base/message";
import type { RegistrationList } from "../../services/registrationListing";
import { words } from "../localize";
import type { Ui } from "../parts";
import { plainText } from "../text";

/** The number of secrets and certificates that need attention; none when all is well. */
export function badgeOf(attention: number): vscode.ViewBadge | undefined {
  if (attention === 0) return undefined;
  const tooltip =
    attention === 1
      ? message("1 secret or certificate has expired or will soon")
      : message("{0} secrets or certificates have expired or will soon", attention);
  return { value: attention, tooltip: words(tooltip) };
}

/** Directory and account, behind the title of the view. */
export function descriptionOf({
  registrations,
  directories,
}: Pick<Ui, "registrations" | "directories">): readonly string[] {
  const { account } = registrations.list;
  if (account === undefined) return [];
  const { current } = directories;
  const name = current?.tenantId === account.tenantId ? current?.displayName : undefined;
  const directory = name ?? account.tenantId;
  return [...(directory === undefined ? [] : [directory]), account.label];
}

const views = {
  all: undefined,
  owned: message("Registrations you own"),
  deleted: message("Deleted registrations"),
} as const;

/** The line above the rows: what is listed, and that it could not be. */
export function messageOf({ status, query, items, total }: RegistrationList): string {
  if (status === "failed") {
    const text =
      items.length === 0
        ? message("The list could not be loaded.")
        : message("The list could not be refreshed; it is as it was before.");
    return words(text);
  }
  if (query.search !== undefined) {
    const search = plainText(query.search);
    if (status !== "loaded") return words(message('Searching for "{0}"', search));
    return words(message('Search for "{0}": {1} found', search, total ?? items.length));
  }
  const view = views[query.view];
  return view === undefined ? "" : words(view);
}
