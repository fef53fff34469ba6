import { type Message, message } from "../../base/message";
import { allowsSignIn } from "../../core/oauth/signInObstacle";
import { audienceWords } from "../../core/registration/audience";
import { permissionOf } from "../../core/registration/permissions";
import { platformWords } from "../../core/registration/platformWords";
import type { Platform, Registration } from "../../core/registration/registration";
import { dateWords } from "../moments";
import { markdownCode, plainText } from "../text";
import type { ReportLanguage } from "./loginReport";

export interface SummaryFacts {
  readonly registration: Registration;
  readonly tenantId: string | undefined;
  /** Key id of the secret whose value has just been stored in this editor. */
  readonly storedSecretKeyId: string | undefined;
}

/** What was registered, as a Markdown document to keep beside the mail program. Without secrets. */
export function registrationSummaryMarkdown(
  { registration, tenantId, storedSecretKeyId }: SummaryFacts,
  language: ReportLanguage,
): string {
  const { say } = language;
  const rows: (readonly [label: string, value: string])[] = [
    [say(message("Application (client) ID")), markdownCode(registration.appId)],
    ...(tenantId === undefined
      ? []
      : [[say(message("Directory (tenant) ID")), markdownCode(tenantId)] as const]),
    [say(message("Supported accounts")), say(audienceWords(registration.signInAudience).portal)],
    ...platformRows(registration, language),
    [say(message("API permissions")), permissionNames(registration)],
    ...secretRows(registration, storedSecretKeyId, language),
  ];
  return [
    `# ${say(message("{0} is registered", plainText(registration.displayName)))}`,
    ["| | |", "| --- | --- |", ...rows.map(([label, value]) => `| ${label} | ${value} |`)].join(
      "\n",
    ),
    say(nextWords(registration, storedSecretKeyId !== undefined)),
  ]
    .join("\n\n")
    .concat("\n");
}

/** What to do with the registration: from here, or in the app whose own address stands in it. */
function nextWords(registration: Registration, secretStored: boolean): Message {
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
