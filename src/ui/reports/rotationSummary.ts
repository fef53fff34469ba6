import { type Message, message } from "../../base/message";
import type { Registration } from "../../core/registration/registration";
import type { Rotation } from "../../core/registration/rotation";
import type { Iso8601 } from "../../core/time";
import { dateTimeWords, dateWords } from "../moments";
import { markdownCode, plainText } from "../text";
import type { ReportLanguage } from "./loginReport";

export interface RotationFacts {
  readonly registration: Registration;
  readonly rotation: Rotation;
  /** Until then both secrets work; undefined when the plan is at its end. */
  readonly restsUntil: Iso8601 | undefined;
}

/** What a rotation did, and where the new value has to go. Without the value. */
export function rotationSummaryMarkdown(facts: RotationFacts, language: ReportLanguage): string {
  const { registration, rotation } = facts;
  const { say, locale } = language;
  const rows: readonly (readonly [Message, string])[] = [
    [message("Application (client) ID"), markdownCode(registration.appId)],
    [message("New client secret"), markdownCode(rotation.secret.displayName)],
    [message("Valid until"), dateWords(new Date(rotation.secret.endDateTime), locale)],
    [message("Old client secret"), say(oldWords(facts, language))],
  ];
  return [
    `# ${say(message("The client secret of {0} is rotated", plainText(registration.displayName)))}`,
    [
      "| | |",
      "| --- | --- |",
      ...rows.map(([label, value]) => `| ${say(label)} | ${value} |`),
    ].join("\n"),
    `## ${say(message("Where the new value goes"))}`,
    places.map((place) => `- ${say(place)}`).join("\n"),
    say(
      message(
        "Copy Client Secret puts the value on the clipboard for a minute. Mailboxes in this editor need nothing: they go over to the new secret when the old one is gone.",
      ),
    ),
  ]
    .join("\n\n")
    .concat("\n");
}

/** Where the guides of these products put the value. */
const places: readonly Message[] = [
  message(
    "Jira, Email This Issue: in its administration under OAuth2 client credentials, beside this client ID.",
  ),
  message(
    "AEM Forms: Admin UI, Service Management, Email Service, OAuth 2.0 authentication settings; and the same under Email Settings of the form workflow and at each email endpoint.",
  ),
  message("Any other program: where the Application (client) ID above is entered."),
];

function oldWords(
  { rotation, restsUntil }: RotationFacts,
  { locale }: Pick<ReportLanguage, "locale">,
): Message {
  const { old, grace, removeFirst } = rotation;
  const name = old.displayName === "" ? old.keyId : old.displayName;
  if (restsUntil !== undefined) {
    return message(
      "{0} still works. From {1} on Continue Unfinished Change removes it.",
      name,
      dateTimeWords(new Date(restsUntil), locale),
    );
  }
  if (removeFirst?.keyId === old.keyId || grace.kind === "after") {
    return message("{0} is removed.", name);
  }
  return message(
    "{0} still works until {1}. Remove Client Secret removes it earlier.",
    name,
    dateWords(new Date(old.endDateTime), locale),
  );
}
