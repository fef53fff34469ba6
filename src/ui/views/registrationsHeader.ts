import type * as vscode from "vscode";
import { type Message, message } from "../../base/message";
import { methodTitles } from "../../core/management/methodTitles";
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

/**
 * Directory, account and sign-in method, behind the title of the view. First comes a search that found nothing:
 * the line above the rows is empty then, see {@link messageOf}.
 */
export function descriptionOf({
  registrations,
  directories,
}: Pick<Ui, "registrations" | "directories">): readonly string[] {
  const { account, status, items, query } = registrations.list;
  if (account === undefined) return [];
  const nothing =
    status === "loaded" && items.length === 0 && query.search !== undefined
      ? words(message('Search for "{0}": none found', query.search))
      : undefined;
  const { current } = directories;
  const here = current?.tenantId === account.tenantId ? current : undefined;
  // Known by name also while somebody signs in with another client ID, and nobody is signed in for that moment
  const directory = directories.nameOf(account.tenantId ?? "") ?? account.tenantId;
  const method = here && words(methodTitles[here.method]);
  return [nothing, directory, account.label, method].filter((part) => part !== undefined);
}

const views = {
  all: undefined,
  owned: message("Registrations you own"),
  deleted: message("Deleted registrations"),
} as const;

/** The line above the rows: what is listed, and that it could not be. */
export function messageOf(list: RegistrationList): string {
  const { status, query, items } = list;
  if (status === "failed") {
    const text =
      items.length === 0
        ? message("The list could not be loaded.")
        : message("The list could not be refreshed; it is as it was before.");
    return words(text);
  }
  // Beside this line the editor shows no welcome content, which tells what to do when there is nothing
  if (status === "loaded" && items.length === 0) return "";
  const view = views[query.view];
  const parts = [view, searchWords(list)].filter((part) => part !== undefined);
  return parts.map(words).join(" · ");
}

function searchWords({ status, query, items, total }: RegistrationList): Message | undefined {
  if (query.search === undefined) return undefined;
  const search = plainText(query.search);
  return status === "loaded"
    ? message('Search for "{0}": {1} found', search, total ?? items.length)
    : message('Searching for "{0}"', search);
}
