import type { RegistrationList } from "../../services/registrationListing";

/** What the welcome content of the view goes by. */
export type RegistrationsState =
  | "loading"
  | "signedOut"
  | "empty"
  | "noRight"
  | "clientLacksRight"
  | "failed"
  | "loaded";

const states: Readonly<
  Record<RegistrationList["status"], (list: RegistrationList) => RegistrationsState>
> = {
  unknown: () => "loading",
  loading: ({ items }) => (items.length > 0 ? "loaded" : "loading"),
  loaded: ({ items }) => (items.length > 0 ? "loaded" : "empty"),
  signedOut: () => "signedOut",
  forbidden: ({ failure }) =>
    failure !== undefined && failure.id.startsWith("signIn.") ? "clientLacksRight" : "noRight",
  failed: () => "failed",
};

export function registrationsState(list: RegistrationList): RegistrationsState {
  return states[list.status](list);
}
