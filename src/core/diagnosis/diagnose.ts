import { type Message, message } from "../../base/message";
import type { ProtocolId, Transcript } from "../mail/probe";
import { evidence } from "./evidence";
import type { Evidence, Finding } from "./finding";
import type { Rule, RuleFinding } from "./rule";
import { showLog } from "./explanations/commonActions";
import { appRules } from "./rules/appRules";
import { graphMailRules } from "./rules/graphMailRules";
import { mailboxRules } from "./rules/mailboxRules";
import { networkRules } from "./rules/networkRules";
import { policyRules } from "./rules/policyRules";
import { testAgain } from "./rules/ruleActions";
import { serverRules } from "./rules/serverRules";
import { smtpRules } from "./rules/smtpRules";
import { tlsRules } from "./rules/tlsRules";
import { tokenRules } from "./rules/tokenRules";
import type { Symptom } from "./symptom";

/** In the order of proof: reached, safe, a mail server, let in at all, the token, the app, the mailbox. The first cause is the cause. */
export const rules: readonly Rule[] = [
  ...networkRules,
  ...tlsRules,
  ...serverRules,
  ...policyRules,
  ...tokenRules,
  ...appRules,
  ...smtpRules,
  ...graphMailRules,
  ...mailboxRules,
];

/** Why a login did not end in an open mailbox, with the server's words as evidence. */
export function diagnose(symptom: Symptom): readonly Finding[] {
  for (const { id, find } of rules) {
    const found = find(symptom);
    if (found !== undefined) return [complete(id, found, symptom)];
  }
  return [complete("unclear", unclear, symptom)];
}

const unclear: RuleFinding = {
  title: message("The mailbox was not opened."),
  explanation: message(
    "The login ended in a way that is not known here. What the server said is below, and the log holds the rest.",
  ),
  actions: [testAgain, showLog],
};

function complete(id: string, found: RuleFinding, symptom: Symptom): Finding {
  return {
    id,
    severity: "error",
    title: found.title,
    explanation: found.explanation,
    evidence: [...serverWords(symptom), ...(found.evidence ?? [])],
    actions: found.actions,
  };
}

function serverWords({ transcript }: Symptom): readonly Evidence[] {
  const { greeting, authenticate, open, send, bye, failure } = transcript;
  const reached = authenticate !== undefined || open !== undefined;
  const rows: readonly (readonly [Message, string | undefined])[] = [
    [message("Greeting"), reached ? undefined : greeting],
    [
      message("Answer to the sign-in"),
      authenticate && `${authenticate.status} ${authenticate.text}`,
    ],
    [message("Challenge"), authenticate?.challenge],
    [openWords(transcript), open && `${open.status} ${open.text}`],
    [message("Answer to the message"), send && `${send.status} ${send.text}`],
    [message("Goodbye"), bye],
    [message("Connection"), failure && `${failure.code}: ${failure.text}`],
  ];
  return rows.flatMap(([label, text]) => (text ? [evidence(label, text)] : []));
}

const openedBy: Readonly<Record<ProtocolId, Message>> = {
  imap: message("Answer to opening INBOX"),
  smtp: message("Answer to MAIL FROM"),
  pop: message("Answer to STAT"),
  graph: message("Answer to reading the Inbox folder"),
};

function openWords({ protocol }: Transcript): Message {
  return openedBy[protocol];
}
