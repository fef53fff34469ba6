import { message } from "../../../base/message";
import { showLog } from "./commonActions";
import { code, type Refusal, says } from "./graphRefusal";

/**
 * Refusals of a value, by Graph's code or words. Where no issue is named the words are put together from the names of
 * the properties, and what the live service answers is unverified.
 */
export const refusedValues: readonly Refusal[] = [
  {
    // Words: microsoft/coe-starter-kit#3695, jpazureid/blog#492
    fits: says(/maximum of \d+ (?:passwords|encrypted credentials)/i),
    explanation: {
      title: message("This registration has as many client secrets as it may have."),
      explanation: message(
        "With personal accounts among the supported accounts there can be two. Remove one that is expired or no longer used, then try again.",
      ),
      actions: [showLog],
    },
  },
  {
    fits: says(/requestedAccessTokenVersion/i),
    explanation: {
      title: message("These supported accounts need access tokens of version 2."),
      explanation: message(
        "Personal accounts can use a registration only when requestedAccessTokenVersion in its manifest is 2. Edit Supported Accounts sets it together with the accounts.",
      ),
      actions: [showLog],
    },
  },
  {
    // Code and words: Azure/Industrial-IoT#1432, Azure/azure-powershell#16097
    fits: (refused) =>
      code("HostNameNotOnVerifiedDomain")(refused) || says(/identifierUris/i)(refused),
    explanation: {
      title: message("The directory refused an Application ID URI."),
      explanation: message(
        "It must begin with api:// and the Application (client) ID, or use a domain that this directory has verified. Mail programs need none: remove it from identifierUris in the manifest.",
      ),
      actions: [showLog],
    },
  },
  {
    fits: (refused) =>
      code("InvalidReplyUrl", "InvalidRedirectUri")(refused) ||
      says(/redirect ?uris?\b|reply ?urls?\b/i)(refused),
    explanation: {
      title: message("The directory refused a redirect URI."),
      explanation: message(
        "It must begin with https://, or with http:// on localhost only; each may stand on one platform only; and with personal accounts it may have no query. Its own words are among the details.",
      ),
      actions: [showLog],
    },
  },
  {
    fits: (refused) =>
      code("CannotDeleteOrUpdateEnabledEntitlement")(refused) ||
      says(/unless disabled first/i)(refused),
    explanation: {
      title: message("A permission that this registration publishes must be switched off first."),
      explanation: message(
        "The directory removes or changes a scope or role only when isEnabled is false. Set that in the manifest, save, and change it then. After a fresh change it can also take a minute until it is known everywhere.",
      ),
      actions: [showLog],
    },
  },
  {
    // Code: microsoftgraph/microsoft-graph-docs#21469
    fits: code("Directory_ResourceSizeExceeded"),
    explanation: {
      title: message("This registration holds as much as it may hold."),
      explanation: message(
        "All its redirect URIs, permissions, secrets and certificates together have a limit of about 1,000. Remove some that are no longer used.",
      ),
      actions: [showLog],
    },
  },
];
