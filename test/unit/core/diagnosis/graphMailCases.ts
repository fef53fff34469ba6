import type { Answer, StageId, Transcript } from "../../../../src/core/mail/probe";
import { aTokenInfo, aTranscript } from "../../../support/builders";
import type { JudgeRow } from "./judgeCase";

const answer = (status: string, text: string): Answer => ({
  accepted: status.startsWith("2"),
  status,
  text,
  challenge: undefined,
});

/** How Graph ended a login: `401` is about the token, all else about the mailbox. */
const graph = (status: string, text: string): Transcript => {
  const said = answer(status, text);
  const whole = aTranscript({
    protocol: "graph",
    host: "graph.microsoft.com",
    greeting: undefined,
  });
  const refusedToken = status === "401";
  const reached: readonly StageId[] = ["lookup", "connect", "tls", "authenticate", "open"];
  const stages = reached.slice(0, refusedToken ? -1 : undefined);
  return {
    ...whole,
    capabilities: [],
    stages: stages.map((id) => ({
      id,
      outcome: id === stages.at(-1) ? "failed" : "ok",
      milliseconds: 10,
      detail: "",
    })),
    authenticate: refusedToken ? said : answer("200", ""),
    open: refusedToken ? undefined : said,
    messages: undefined,
  };
};

const graphToken = aTokenInfo({
  aud: "https://graph.microsoft.com",
  scp: "Mail.Read User.Read",
});

/** Failure catalogue c3, rows 56 to 58, and what else Graph says. */
export const graphMailCases: readonly JudgeRow[] = [
  [
    "an Outlook token at Graph",
    { transcript: graph("401", "InvalidAuthenticationToken: Invalid audience.") },
    "wrongAudience",
    /meant for https:\/\/outlook\.office\.com.*The Graph server only takes tokens meant for graph\.microsoft\.com/s,
    "signInMailbox",
  ],
  [
    "a token without the right to read mail",
    {
      transcript: graph("403", "ErrorAccessDenied: Access is denied."),
      token: aTokenInfo({ aud: "https://graph.microsoft.com", scp: "User.Read" }),
    },
    "missingScope",
    /does not include Graph.*Mail\.Read/s,
    "signInMailbox",
  ],
  [
    "an account without a mailbox",
    {
      transcript: graph("404", "MailboxNotEnabledForRESTAPI: The mailbox is either inactive."),
      token: graphToken,
    },
    "noMailbox",
    /no mailbox of ada@contoso\.test/,
    "testAgain",
  ],
  [
    "the mailbox of somebody else",
    {
      transcript: graph("403", "ErrorAccessDenied: Access is denied."),
      token: graphToken,
      address: "support@contoso.test",
    },
    "graphSharedDenied",
    /ada@contoso\.test may not read support@contoso\.test.*Mail\.Read\.Shared/s,
    "testAgain",
  ],
  [
    "a policy that leaves the mailbox out",
    {
      transcript: graph("403", "ErrorAccessDenied: Access to OData is disabled."),
      token: graphToken,
    },
    "graphDenied",
    /does not open ada@contoso\.test.*policy/s,
    "testAgain",
  ],
  [
    "a right to read mail that includes it",
    {
      transcript: graph("403", "ErrorAccessDenied: Access to OData is disabled."),
      token: aTokenInfo({ aud: "https://graph.microsoft.com", scp: "Mail.ReadWrite" }),
    },
    "graphDenied",
    /policy/,
    "testAgain",
  ],
];
