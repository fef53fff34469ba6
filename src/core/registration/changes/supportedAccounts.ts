import { type Message, message } from "../../../base/message";
import type { Cloud } from "../../cloud";
import type { JsonObject } from "../../json";
import { audienceWords, includesPersonalAccounts, limitsOf } from "../audience";
import type { Plan } from "../plan";
import type { Registration, SignInAudience } from "../registration";
import { checkDisplayName } from "../rules";
import { changePlan, refuse } from "./changePlan";
import { declaredAccess } from "./permissions";
import { placedUris } from "./redirectUris";

/**
 * Everything that stands in the way of other supported accounts, with what to change first. Found here, because
 * Graph names one at a time. Source: Entra "supported accounts validation".
 */
export function audienceProblems(
  registration: Registration,
  wanted: SignInAudience,
  cloud: Pick<Cloud, "personalAccounts">,
): readonly Message[] {
  if (wanted === registration.signInAudience) return [];
  if (includesPersonalAccounts(wanted) && !cloud.personalAccounts) {
    return [message("Personal accounts do not exist in this cloud.")];
  }
  return [
    ...nameProblems(registration, wanted),
    ...secretProblems(registration, wanted),
    ...uriProblems(registration, wanted),
    ...permissionProblems(registration, wanted),
    ...ownApiProblems(registration, wanted),
  ];
}

/**
 * Changes who can sign in. Where personal accounts come in, the token version goes along in the same request:
 * without it Graph refuses ("Property api.requestedAccessTokenVersion is invalid").
 * @throws Failure `input.invalid` (signInAudience; all problems in one text)
 */
export function planSupportedAccounts(
  registration: Registration,
  wanted: SignInAudience,
  cloud: Pick<Cloud, "personalAccounts">,
): Plan {
  refuse("signInAudience", ...audienceProblems(registration, wanted, cloud));
  const { signInAudience, requestedAccessTokenVersion } = registration;
  const needsVersion = includesPersonalAccounts(wanted) && requestedAccessTokenVersion !== 2;
  const change = (audience: SignInAudience, version: number | null): JsonObject => ({
    signInAudience: audience,
    ...(needsVersion && { api: { requestedAccessTokenVersion: version } }),
  });
  const isSame = wanted === signInAudience;
  const before = change(signInAudience, requestedAccessTokenVersion ?? null);
  return changePlan(registration, {
    patch: isSame ? before : change(wanted, 2),
    before,
    reviewNotes: isSame ? [] : notes(registration, wanted, needsVersion),
  });
}

function notes(
  { signInAudience }: Registration,
  wanted: SignInAudience,
  needsVersion: boolean,
): readonly Message[] {
  const told: Message[] = [];
  if (needsVersion) {
    told.push(message("Access tokens of its own API get version 2, which personal accounts need"));
  }
  if (includesPersonalAccounts(signInAudience) && !includesPersonalAccounts(wanted)) {
    told.push(message("Personal accounts cannot sign in any more"));
  }
  if (signInAudience !== "AzureADMyOrg" && wanted === "AzureADMyOrg") {
    told.push(message("Accounts of other directories cannot sign in any more"));
  }
  if (signInAudience !== "PersonalMicrosoftAccount" && wanted === "PersonalMicrosoftAccount") {
    told.push(message("Work and school accounts cannot sign in any more"));
  }
  told.push(
    message("Programs that name the sign-in address may have to change it; see Show Endpoints"),
  );
  if ([signInAudience, wanted].includes("PersonalMicrosoftAccount")) {
    // Whether Microsoft allows this change on a registration that exists is unverified
    told.push(
      message(
        "Microsoft may refuse a change from or to {0}; nothing is changed then",
        audienceWords("PersonalMicrosoftAccount").short,
      ),
    );
  }
  return told;
}

function* nameProblems({ displayName }: Registration, wanted: SignInAudience): Iterable<Message> {
  const limit = limitsOf(wanted).nameLength;
  if (checkDisplayName(displayName, wanted) !== undefined && displayName.length > limit) {
    yield message(
      "The name has {0} characters and may have {1}: shorten it first.",
      displayName.length,
      limit,
    );
  }
}

function* secretProblems(
  { clientSecrets }: Registration,
  wanted: SignInAudience,
): Iterable<Message> {
  const { clientSecrets: limit } = limitsOf(wanted);
  if (limit !== undefined && clientSecrets.length > limit) {
    yield message(
      "It has {0} client secrets and may have {1}: remove those that are not used first.",
      clientSecrets.length,
      limit,
    );
  }
}

function* uriProblems(registration: Registration, wanted: SignInAudience): Iterable<Message> {
  const uris = placedUris(registration);
  const { redirectUris: limit } = limitsOf(wanted);
  if (uris.length > limit) {
    yield message(
      "It has {0} redirect URIs and may have {1}: remove those that are not used first.",
      uris.length,
      limit,
    );
  }
  if (!includesPersonalAccounts(wanted)) return;
  for (const { uri } of uris) {
    if (uri.includes("*")) {
      yield message("{0} has a wildcard: write the whole URI first.", uri);
    } else if (uri.includes("?")) {
      yield message("{0} has a query string: remove it first.", uri);
    }
  }
}

function* permissionProblems(
  { requiredResourceAccess }: Registration,
  wanted: SignInAudience,
): Iterable<Message> {
  const { permissions: limit, permissionsPerApi } = limitsOf(wanted);
  const declared = declaredAccess(requiredResourceAccess);
  const total = declared.reduce((sum, { access }) => sum + access.length, 0);
  if (total > limit) {
    yield message(
      "It asks for {0} permissions and may ask for {1}: remove some first.",
      total,
      limit,
    );
  }
  if (permissionsPerApi === undefined) return;
  for (const { resourceName, access } of declared) {
    if (access.length > permissionsPerApi) {
      yield message(
        "It asks for {0} permissions of {1} and may ask for {2} of one API: remove some first.",
        access.length,
        resourceName,
        permissionsPerApi,
      );
    }
  }
}

/** What a registration publishes as an API of its own; the manifest is where it is changed. */
function* ownApiProblems(
  { identifierUris, appRoleCount }: Registration,
  wanted: SignInAudience,
): Iterable<Message> {
  const { identifierUris: limit, appRoles } = limitsOf(wanted);
  if (!appRoles && appRoleCount > 0) {
    yield message(
      "It defines app roles of its own ({0}), which these accounts do not support: remove them in its manifest first.",
      appRoleCount,
    );
  }
  if (limit === undefined) return;
  if (identifierUris.length > limit.most) {
    yield message(
      "It has {0} Application ID URIs and may have {1}: remove some in its manifest first.",
      identifierUris.length,
      limit.most,
    );
  }
  for (const uri of identifierUris) {
    if (uri.length > limit.length) {
      yield message(
        "The Application ID URI {0} has {1} characters and may have {2}: shorten it in the manifest first.",
        uri,
        uri.length,
        limit.length,
      );
    } else if (!limit.urn && /^urn:/i.test(uri)) {
      yield message(
        "The Application ID URI {0} begins with urn:, which these accounts do not support: change it in the manifest first.",
        uri,
      );
    }
  }
}
