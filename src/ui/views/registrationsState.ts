import type { ListQuery } from "../../core/directoryPorts";
import type { RegistrationList } from "../../services/registrationListing";

/** What the welcome content of the view goes by. */
export type RegistrationsState =
  | "loading"
  | "signedOut"
  | "empty"
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
  loaded: ({ items, query }) => (items.length > 0 ? "loaded" : nothing(query)),
  signedOut: () => "signedOut",
  forbidden: ({ failure }) =>
    failure !== undefined && failure.id.startsWith("signIn.") ? "clientLacksRight" : "noRight",
  failed: () => "failed",
};

const nothingOf = { all: "empty", owned: "noneOwned", deleted: "noneDeleted" } as const;

function nothing({ view, search }: ListQuery): RegistrationsState {
  return search === undefined ? nothingOf[view] : "nothingFound";
}

export function registrationsState(list: RegistrationList): RegistrationsState {
  return states[list.status](list);
}
