import type { CloudId } from "../cloud";
import type { KnownDirectory, StoredState } from "../storedState";
import { isSignInMethod, type ManagementSettings, type SignInMethodId } from "./signInMethod";

/** How and where the next sign-in for managing registrations goes. */
export interface SignInTarget extends ManagementSettings {
  readonly method: SignInMethodId;
}

type Choices = Pick<StoredState, "management" | "directories">;

const mostDirectories = 20;

/**
 * What was chosen, and where nothing was, what the settings say. A choice holds until the setting it was made in place
 * of is changed: whoever goes there means it.
 */
export function signInTarget(
  { management, directories }: Choices,
  cloudId: CloudId,
  settings: ManagementSettings,
): SignInTarget {
  const { directory, method } = management;
  const clientId = settings.clientId ?? "";
  const tenant =
    directory?.cloudId === cloudId && directory.tenantWas === (settings.tenant ?? "")
      ? directory.tenantId
      : settings.tenant;
  const known = findDirectory(directories, cloudId, tenant);
  const remembered = (known?.clientId ?? "") === clientId ? known?.signInMethod : undefined;
  const chosen = method?.clientIdWas === clientId ? method.id : undefined;
  const usable = (id: string | undefined): id is SignInMethodId =>
    isSignInMethod(id) && (id !== "ownClient" || clientId !== "");
  return {
    method: [remembered, chosen].find(usable) ?? (clientId === "" ? "editorClient" : "ownClient"),
    clientId: settings.clientId,
    tenant,
  };
}

/** The entry of a directory, by its id or default domain. */
export function findDirectory(
  directories: readonly KnownDirectory[],
  cloudId: CloudId,
  tenant: string | undefined,
): KnownDirectory | undefined {
  if (tenant === undefined) return undefined;
  const name = tenant.toLowerCase();
  return directories.find(
    (one) =>
      one.cloudId === cloudId &&
      (one.tenantId.toLowerCase() === name || one.defaultDomain?.toLowerCase() === name),
  );
}

/** The state after a way of signing in was chosen: for the directory in use, and where none is known yet. */
export function withMethod(
  state: StoredState,
  cloudId: CloudId,
  settings: ManagementSettings,
  id: SignInMethodId,
): StoredState {
  const { tenant } = signInTarget(state, cloudId, settings);
  const known = findDirectory(state.directories, cloudId, tenant);
  const clientId = settings.clientId ?? "";
  return {
    ...state,
    management: { ...state.management, method: { id, clientIdWas: clientId } },
    directories: state.directories.map((one) =>
      one === known ? { ...one, signInMethod: id, clientId } : one,
    ),
  };
}

/** The state after a directory was chosen; undefined = the one the settings name, or the account's own. */
export function withDirectory(
  state: StoredState,
  cloudId: CloudId,
  settings: ManagementSettings,
  tenantId: string | undefined,
): StoredState {
  const directory =
    tenantId === undefined ? undefined : { cloudId, tenantId, tenantWas: settings.tenant ?? "" };
  return { ...state, management: { ...state.management, directory } };
}

/** The state that remembers a directory in front of the others; what is not told stays as it was. */
export function rememberDirectory(
  state: StoredState,
  seen: Omit<KnownDirectory, "displayName" | "defaultDomain"> &
    Partial<Pick<KnownDirectory, "displayName" | "defaultDomain">>,
): StoredState {
  const isSame = (one: KnownDirectory): boolean =>
    one.cloudId === seen.cloudId && one.tenantId === seen.tenantId;
  const before = state.directories.find(isSame);
  const entry: KnownDirectory = {
    displayName: before?.displayName,
    defaultDomain: before?.defaultDomain,
    ...seen,
  };
  const others = state.directories.filter((one) => !isSame(one));
  return { ...state, directories: [entry, ...others].slice(0, mostDirectories) };
}
