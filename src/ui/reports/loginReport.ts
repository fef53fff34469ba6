import { type Message, message } from "../../base/message";
import type { Finding, FindingAction } from "../../core/diagnosis/finding";
import type { ProbeResult, ProtocolId, StageId } from "../../core/mail/probe";
import { protocols } from "../../core/mail/protocol";
import type { TokenInfo } from "../../core/oauth/tokenInfo";
import type { Iso8601 } from "../../core/time";
import type { LoginReport } from "../../services/loginTestService";
import { loginTestCommands } from "../loginTestCommands";
import { dateTimeWords, durationWords, leftWords, numberWords } from "../moments";
import { markdownCode, unbroken } from "../text";

/** How messages become Markdown in the reader's language; values must come out as code. */
export interface ReportLanguage {
  readonly say: (message: Message) => string;
  readonly locale: string;
}

const commonStages = {
  lookup: message("name lookup"),
  connect: message("connect"),
  tls: message("TLS"),
  greeting: message("greeting"),
  capability: message("capabilities"),
  authenticate: message("sign in XOAUTH2"),
};

/** The stages of each protocol, in order, with their names. */
export const stageNames: Readonly<Record<ProtocolId, Readonly<Partial<Record<StageId, Message>>>>> =
  {
    imap: { ...commonStages, open: message("open INBOX") },
    smtp: { ...commonStages, open: message("MAIL FROM"), send: message("send a message") },
    pop: { ...commonStages, open: message("STAT") },
    graph: {
      lookup: commonStages.lookup,
      connect: commonStages.connect,
      tls: commonStages.tls,
      authenticate: message("access token"),
      open: message("read the Inbox folder"),
      send: message("send a message"),
    },
  };

/** The name of a stage of a protocol. */
export function stageName(protocol: ProtocolId, stage: StageId): Message {
  return stageNames[protocol][stage] ?? message("{0}", stage);
}

const opening = { ok: message("opened"), failed: message("not opened") };

/** What the headline says: SMTP opens nothing. */
const outcomeWords: Readonly<Record<ProtocolId, Readonly<Record<"ok" | "failed", Message>>>> = {
  imap: opening,
  smtp: { ok: message("may send"), failed: message("may not send") },
  pop: opening,
  graph: opening,
};

/** A login test as a Markdown document. Server texts are evidence: they are set as code, whatever they hold. */
export function loginReportMarkdown(report: LoginReport, language: ReportLanguage): string {
  const { result, mailbox } = report;
  const { say } = language;
  const outcome = outcomeWords[result.protocol][result.ok ? "ok" : "failed"];
  const blocks = [
    `# ${say(message("{1} login: {0}", mailbox.address, protocols[result.protocol].name))} ${result.ok ? "✓" : "✗"} ${say(outcome)}`,
    circumstances(report, language),
    ...(result.ok
      ? [success(report, language)]
      : result.findings.map((finding) => problem(finding, result.protocol, say))),
    stageTable(report, language),
    connection(report, language),
    tokenFacts(report.token, report, language),
    say(message("Server texts are quoted as evidence; credentials are removed.")),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function circumstances({ machine, result }: LoginReport, { say, locale }: ReportLanguage): string {
  return [
    say(message("From the computer {0}", machine)),
    dateTimeWords(new Date(result.at), locale),
    say(durationWords(result.milliseconds, locale)),
  ].join(" · ");
}

function success(
  { result, mailbox, transcript }: LoginReport,
  { say, locale }: ReportLanguage,
): string {
  const opened = openedWords(result, locale);
  const headline = say(message("The login of {0} works.", mailbox.address));
  const sent =
    transcript?.send?.accepted === true
      ? ` ${say(message("A message to {0} was accepted.", mailbox.address))}`
      : "";
  return `**${headline}**\n\n${say(opened)}${sent}`;
}

/** What a test proved, with the number of messages where the server told it. */
export function openedWords({ protocol, messages }: ProbeResult, locale: string): Message {
  return opened[protocol](messages === undefined ? undefined : numberWords(messages, locale));
}

const opened: Readonly<Record<ProtocolId, (count: string | undefined) => Message>> = {
  imap: (count) =>
    count === undefined
      ? message("The server accepted the sign-in and opened INBOX read-only.")
      : message("The server accepted the sign-in and opened INBOX read-only: {0} messages.", count),
  smtp: () =>
    message("The server accepted the sign-in and the sender address, which was then taken back."),
  pop: (count) =>
    count === undefined
      ? message("The server accepted the sign-in and opened the mailbox.")
      : message("The server accepted the sign-in and opened the mailbox: {0} messages.", count),
  graph: (count) =>
    count === undefined
      ? message("Microsoft Graph accepted the access token and showed the Inbox folder.")
      : message(
          "Microsoft Graph accepted the access token and showed the Inbox folder: {0} messages.",
          count,
        ),
};

function problem(
  { id, title, explanation, evidence, actions }: Finding,
  protocol: ProtocolId,
  say: Say,
): string {
  const quotes = evidence.map(({ label, text }) => `- ${say(label)}: ${markdownCode(text)}`);
  const steps = actions.map((action) => actionStep(action, protocol, say));
  return [
    `**${say(title)}**`,
    say(explanation),
    steps.join("  \n"),
    [...quotes, `- ${say(message("Finding"))}: ${markdownCode(id)}`].join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

type Say = ReportLanguage["say"];

/** A document has no buttons: what an action would copy, open or run stands behind it. */
const details: {
  readonly [K in FindingAction["kind"]]: (
    action: Extract<FindingAction, { readonly kind: K }>,
    say: Say,
    protocol: ProtocolId,
  ) => string;
} = {
  copyText: ({ text }) => `: ${markdownCode(text)}`,
  openLink: ({ url }) => `: ${markdownCode(url)}`,
  openSettings: ({ setting }) => `: ${markdownCode(setting)}`,
  signInMailbox: (_action, say) => ` (${say(message("Entra Mail: Sign In Mailbox Again"))})`,
  testAgain: (_action, say, protocol) =>
    ` (${say(message("Entra Mail: {0}", loginTestCommands[protocol].title))})`,
  runCommand: () => "",
  showLog: (_action, say) => ` (${say(message("Entra Mail: Show Log"))})`,
};

/** What to do next about a login, in a line: an action with what it would copy, open or run. */
export function actionStep(action: FindingAction, protocol: ProtocolId, say: Say): string {
  // TypeScript cannot see that the row of an action's kind takes that action.
  const detail = details[action.kind] as (
    action: FindingAction,
    say: Say,
    protocol: ProtocolId,
  ) => string;
  return `→ ${say(action.title)}${detail(action, say, protocol)}`;
}

function stageTable({ result, transcript }: LoginReport, { say, locale }: ReportLanguage): string {
  const stages = transcript?.stages ?? [];
  if (stages.length === 0) return "";
  const names = Object.entries(stageNames[result.protocol]) as [StageId, Message][];
  const rows = names.flatMap(([id, words]) => {
    const stage = stages.find((candidate) => candidate.id === id);
    const name = unbroken(say(words));
    // A server may make a stage needless (capabilities in the greeting), and a message is sent on request only
    const passed =
      names.findIndex(([one]) => one === id) <
      names.findIndex(([one]) => one === stages.at(-1)?.id);
    const needless = result.ok || passed || id === "send";
    if (stage === undefined)
      return needless ? [] : [`| ${name} | - | ${say(message("not reached"))} |`];
    const mark = stage.outcome === "ok" ? "✓" : "✗";
    const time = unbroken(say(durationWords(stage.milliseconds, locale)));
    return [`| ${name} | ${time} | ${mark} ${markdownCode(stage.detail)} |`];
  });
  const head = [message("Stage"), message("Time"), message("Result")].map(say).join(" | ");
  return [`| ${head} |`, "| --- | ---: | --- |", ...rows].join("\n");
}

function connection({ transcript }: LoginReport, { say }: ReportLanguage): string {
  if (transcript === undefined) return "";
  const { host, port, tls } = transcript;
  const facts = [say(message("Server: {0}", `${host}:${port}`))];
  if (tls !== undefined) facts.push(say(message("certificate issued by {0}", tls.issuer)));
  return facts.join(" · ");
}

function tokenFacts(
  token: TokenInfo | undefined,
  { result }: LoginReport,
  { say, locale }: ReportLanguage,
): string {
  if (token === undefined) return "";
  if (token.opaque) {
    return say(message("Token: of a personal account, so nothing can be read from it."));
  }
  const facts: readonly (Message | undefined)[] = [
    token.audience === undefined ? undefined : message("audience {0}", token.audience),
    token.scopes.length === 0 ? undefined : message("scopes {0}", token.scopes.join(" ")),
    token.roles.length === 0 ? undefined : message("roles {0}", token.roles.join(" ")),
    token.username === undefined ? undefined : message("user {0}", token.username),
    token.expiresAt === undefined ? undefined : validity(token.expiresAt, result.at, locale),
  ];
  const told = facts.filter((fact) => fact !== undefined).map(say);
  return `${say(message("Token"))}: ${told.join(" · ")}`;
}

/** Whether the token was still good at the moment of the test. */
function validity(expiresAt: Iso8601, at: Iso8601, locale: string): Message {
  const end = new Date(expiresAt);
  const left = leftWords(end, new Date(at));
  return left === undefined
    ? message("expired {0}", dateTimeWords(end, locale))
    : message("valid {0}", left);
}
