import { type Message, message } from "../../base/message";
import type { Protocol } from "../../core/mail/protocol";
import { isAppOnly } from "../../core/mailbox/mailbox";
import { flows } from "../../core/oauth/flow";
import type { ProtocolVerdict } from "../../core/oauth/protocolVerdicts";
import type { TokenInfo } from "../../core/oauth/tokenInfo";
import type { ResourceDetails, TokenDetails } from "../../services/tokenDetails";
import { dateTimeWords, leftWords } from "../moments";
import { markdownCode } from "../text";
import type { ReportLanguage } from "./loginReport";

const resourceNames: Readonly<Record<Protocol["resource"], Message>> = {
  mail: message("Outlook (IMAP, SMTP, POP)"),
  graph: message("Microsoft Graph"),
};

const answers: Readonly<Record<ProtocolVerdict["answer"], Message>> = {
  yes: message("yes"),
  no: message("no"),
  unknown: message("not known"),
};

type Row = readonly [label: Message, value: string];

/**
 * What there is to know of the tokens of a mailbox, as a Markdown document. No token is in it.
 * @param machine the computer the tokens lie on
 */
export function tokenReportMarkdown(
  details: TokenDetails,
  machine: string,
  language: ReportLanguage,
): string {
  const { mailbox, verdicts, resources } = details;
  const { say } = language;
  const blocks = [
    `# ${say(message("Tokens of {0}", mailbox.address))}`,
    `**${verdictLine(verdicts, say)}**`,
    say(
      message(
        "The verdicts go by what the tokens say. Only a login test proves that the server agrees.",
      ),
    ),
    table(signInRows(details, language), say),
    say(whereKept(details, machine)),
    ...(["mail", "graph"] as const).flatMap((resource) => [
      `## ${say(resourceNames[resource])}`,
      resourceBlock(resources[resource], details, language),
    ]),
    say(
      message(
        "No token is shown here. Entra Mail: Copy Access Token asks before it gives one out.",
      ),
    ),
  ];
  return `${blocks.join("\n\n")}\n`;
}

type Say = ReportLanguage["say"];

function verdictLine(verdicts: readonly ProtocolVerdict[], say: Say): string {
  return verdicts
    .map(({ protocol: { name }, answer, reason }) =>
      reason === undefined
        ? say(message("{0} {1}", name, answers[answer]))
        : say(message("{0} {1}: {2}", name, answers[answer], reason)),
    )
    .join(" · ");
}

function signInRows({ mailbox }: TokenDetails, { say, locale }: ReportLanguage): readonly Row[] {
  const { account, registrationName, clientId, flow, signedInAt } = mailbox;
  const title = flows.find(({ id }) => id === flow)?.title;
  return [
    ...(account.username === ""
      ? []
      : [[message("Signed in as"), markdownCode(account.username)] as const]),
    [message("Directory (tenant) ID"), markdownCode(account.tenantId)],
    [message("Registration"), markdownCode(registrationName)],
    [message("Application (client) ID"), markdownCode(clientId)],
    ...(title === undefined ? [] : [[message("Way of signing in"), say(title)] as const]),
    [message("Signed in"), dateTimeWords(new Date(signedInAt), locale)],
  ];
}

function whereKept({ mailbox }: TokenDetails, machine: string): Message {
  if (isAppOnly(mailbox)) {
    return message(
      "The tokens of the app are in the memory of this window on {0} only. There is no refresh token: the app proves itself anew.",
      machine,
    );
  }
  return message(
    "The tokens are kept in the secret storage of this editor and used from {0}: one entry of this account and registration, with one refresh token for both services.",
    machine,
  );
}

function resourceBlock(
  details: ResourceDetails,
  { at }: TokenDetails,
  { say, locale }: ReportLanguage,
): string {
  if (details.token === undefined) {
    const { title, explanation } = details.finding;
    return `${say(title)} ${say(explanation)}`;
  }
  const { token } = details;
  const rows = table(tokenRows(token, at, { say, locale }), say);
  if (!token.opaque) return rows;
  const opaque = message(
    "This token cannot be read, as those of personal accounts cannot; that is no fault. What came with it:",
  );
  return `${say(opaque)}\n\n${rows}`;
}

function text(label: Message, value: string | undefined): readonly Row[] {
  return value === undefined || value === "" ? [] : [[label, markdownCode(value)]];
}

function tokenRows(token: TokenInfo, now: Date, { say, locale }: ReportLanguage): readonly Row[] {
  const moment = (label: Message, at: string | undefined): readonly Row[] =>
    at === undefined ? [] : [[label, dateTimeWords(new Date(at), locale)]];
  return [
    ...text(message("Audience"), token.audience),
    ...text(message("Scopes"), token.scopes.join(" ")),
    ...text(message("Roles"), token.roles.join(" ")),
    ...text(message("User"), token.username),
    ...text(message("Directory (tenant) ID"), token.tenantId),
    ...text(message("Application (client) ID"), token.clientId),
    ...moment(message("Issued"), token.issuedAt),
    ...(token.expiresAt === undefined
      ? []
      : [[message("Expires"), say(expiry(new Date(token.expiresAt), now, locale))] as const]),
  ];
}

function expiry(end: Date, now: Date, locale: string): Message {
  const left = leftWords(end, now);
  const at = dateTimeWords(end, locale);
  return left === undefined ? message("{0}, ended", at) : message("{0}, valid {1}", at, left);
}

function table(rows: readonly Row[], say: Say): string {
  return [
    "| | |",
    "| --- | --- |",
    ...rows.map(([label, value]) => `| ${say(label)} | ${value} |`),
  ].join("\n");
}
