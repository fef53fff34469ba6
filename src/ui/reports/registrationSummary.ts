import { message } from "../../base/message";
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
    say(
      message(
        "Next: sign in a mailbox with it (Entra Mail: Sign In Mailbox), then test the login (Entra Mail: Test IMAP Login).",
      ),
    ),
  ]
    .join("\n\n")
    .concat("\n");
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
