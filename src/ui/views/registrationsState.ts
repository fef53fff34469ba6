import { consumersTenantId } from "../../core/oauth/authority";
import type { RegistrationList } from "../../services/registrationListing";

/** What the welcome content of the view goes by. */
export type RegistrationsState =
  | "loading"
  | "signedOut"
  | "empty"
  | "noDirectory"
  | "nothingFound"
  | "noneOwned"
  | "noneDeleted"
  | "noRight"
  | "clientLacksRight"
  | "failed"
  | "loaded";

const states: Readonly<
  Record<RegistrationList["status"], (list: RegistrationList) => RegistrationsState>
> = {
  unknown: () => "loading",
  loading: ({ items }) => (items.length > 0 ? "loaded" : "loading"),
  loaded: (list) => (list.items.length > 0 ? "loaded" : nothing(list)),
  signedOut: () => "signedOut",
  forbidden: ({ failure }) =>
    failure !== undefined && failure.id.startsWith("signIn.") ? "clientLacksRight" : "noRight",
  failed: () => "failed",
};

const nothingOf = { all: "empty", owned: "noneOwned", deleted: "noneDeleted" } as const;

function nothing({ query: { view, search }, account }: RegistrationList): RegistrationsState {
  if (search !== undefined) return "nothingFound";
  return isPersonal(account) ? "noDirectory" : nothingOf[view];
}

export function registrationsState(list: RegistrationList): RegistrationsState {
  return states[list.status](list);
}

/** A personal account without a directory: its token names none, or that of all personal accounts. */
function isPersonal(account: RegistrationList["account"]): boolean {
  if (account === undefined) return false;
  return account.tenantId === undefined || account.tenantId === consumersTenantId;
}
