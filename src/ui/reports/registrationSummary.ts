import { type Message, message } from "../../base/message";
import type { Cloud } from "../../core/cloud";
import { allowsSignIn } from "../../core/oauth/signInObstacle";
import { actsAsItself } from "../../core/registration/actsAsItself";
import { audienceWords, authorityTenantOf } from "../../core/registration/audience";
import { permissionOf } from "../../core/registration/permissions";
import { platformWords } from "../../core/registration/platformWords";
import type { Preset } from "../../core/registration/preset";
import type { Platform, Registration } from "../../core/registration/registration";
import { dateWords } from "../moments";
import { markdownCode, plainText } from "../text";
import type { ReportLanguage } from "./loginReport";
import { afterwardsMarkdown } from "./presetSections";

export interface SummaryFacts {
  readonly registration: Registration;
  readonly tenantId: string | undefined;
  /** Key id of the secret whose value has just been stored in this editor. */
  readonly storedSecretKeyId: string | undefined;
  readonly cloud: Pick<Cloud, "loginHost">;
  /** What it was registered for, where that is known. */
  readonly preset: Preset | undefined;
}

/** What was registered, as a Markdown document to keep beside the mail program. Without secrets. */
export function registrationSummaryMarkdown(facts: SummaryFacts, language: ReportLanguage): string {
  const { registration, tenantId, storedSecretKeyId, preset } = facts;
  const { say } = language;
  const rows: (readonly [label: string, value: string])[] = [
    [say(message("Application (client) ID")), markdownCode(registration.appId)],
    ...(tenantId === undefined
      ? []
      : [[say(message("Directory (tenant) ID")), markdownCode(tenantId)] as const]),
    ...authorityRows(facts, language),
    [say(message("Supported accounts")), say(audienceWords(registration.signInAudience).portal)],
    ...platformRows(registration, language),
    ...implicitRows(registration, language),
    [say(message("API permissions")), permissionNames(registration)],
    ...secretRows(registration, storedSecretKeyId, language),
    ...certificateRows(registration, language),
  ];
  return [
    `# ${say(message("{0} is registered", plainText(registration.displayName)))}`,
    ["| | |", "| --- | --- |", ...rows.map(([label, value]) => `| ${label} | ${value} |`)].join(
      "\n",
    ),
    say(nextWords(registration, storedSecretKeyId !== undefined)),
    ...(preset ? afterwardsMarkdown(preset, language, allowsSignIn(registration)) : []),
  ]
    .join("\n\n")
    .concat("\n");
}

/** The authority that a program has to be given; its endpoints and scopes are a command of their own. */
function authorityRows(
  { registration, tenantId, cloud, preset }: SummaryFacts,
  { say }: ReportLanguage,
): (readonly [string, string])[] {
  const { signInAudience } = registration;
  const tenant =
    preset?.authority === "directory" || signInAudience === "AzureADMyOrg"
      ? tenantId
      : authorityTenantOf(signInAudience, tenantId);
  if (tenant === undefined) return [];
  return [
    [
      say(message("Authority")),
      `${markdownCode(`https://${cloud.loginHost}/${tenant}`)} · ${say(message("endpoints and scopes: Entra Mail: Show Endpoints"))}`,
    ],
  ];
}

/** What to do with the registration: from here, or in the app whose own address stands in it. */
function nextWords(registration: Registration, secretStored: boolean): Message {
  if (actsAsItself(registration)) {
    return message(
      "Next: an administrator grants the permissions (Entra Mail: Grant Admin Consent), then Exchange Online lets it into the mailboxes (Entra Mail: Show Exchange Online Script).",
    );
  }
  if (allowsSignIn(registration)) {
    return message(
      "Next: sign in a mailbox with it (Entra Mail: Sign In Mailbox), then test the login (Entra Mail: Test IMAP Login).",
    );
  }
  return secretStored
    ? message(
        "Next: enter the client ID, the tenant ID and the client secret (Entra Mail: Copy Client Secret) in the web app, and sign in there: its own sign-in uses the redirect URI above.",
      )
    : message(
        "Next: enter the client ID and the tenant ID in the web app, and sign in there: its own sign-in uses the redirect URI above.",
      );
}

function platformRows(
  { redirectUris }: Registration,
  { say }: ReportLanguage,
): (readonly [string, string])[] {
  const platforms: readonly Platform[] = ["publicClient", "web", "spa"];
  return platforms.flatMap((platform) => {
    const uris = redirectUris[platform];
    return uris.length === 0
      ? []
      : [[say(platformWords[platform]), uris.map(markdownCode).join(", ")] as const];
  });
}

function implicitRows(
  { implicitGrant }: Registration,
  { say }: ReportLanguage,
): (readonly [string, string])[] {
  const ticked = [
    ...(implicitGrant.accessTokens ? [say(message("Access tokens"))] : []),
    ...(implicitGrant.idTokens ? [say(message("ID tokens"))] : []),
  ];
  return ticked.length === 0 ? [] : [[say(message("Implicit grant")), ticked.join(", ")]];
}

function permissionNames({ requiredResourceAccess }: Registration): string {
  return requiredResourceAccess
    .flatMap(({ resourceAppId, resourceAccess }) =>
      resourceAccess.map((access) => permissionOf(resourceAppId, access).value ?? access.id),
    )
    .map(markdownCode)
    .join(" ");
}

function secretRows(
  { clientSecrets }: Registration,
  storedKeyId: string | undefined,
  { say, locale }: ReportLanguage,
): (readonly [string, string])[] {
  return clientSecrets.map(({ keyId, displayName, endDateTime }) => {
    const end = dateWords(new Date(endDateTime), locale);
    const facts = [
      markdownCode(displayName),
      say(message("valid until {0}", end)),
      ...(keyId === storedKeyId
        ? [say(message("its value is stored in this editor (Entra Mail: Copy Client Secret)"))]
        : []),
    ];
    return [say(message("Client secret")), facts.join(" · ")] as const;
  });
}

function certificateRows(
  { certificates }: Registration,
  { say, locale }: ReportLanguage,
): (readonly [string, string])[] {
  return certificates.map(({ displayName, endDateTime, thumbprint }) => {
    const end = dateWords(new Date(endDateTime), locale);
    const facts = [
      markdownCode(displayName),
      say(message("valid until {0}", end)),
      ...(thumbprint === undefined ? [] : [markdownCode(thumbprint)]),
    ];
    return [say(message("Certificate")), facts.join(" · ")] as const;
  });
}
