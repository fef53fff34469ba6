import { type Message, message } from "../../../base/message";
import type { Cloud } from "../../cloud";
import type { Transcript } from "../../mail/probe";
import { type Protocol, protocols } from "../../mail/protocol";
import { readReply } from "../../mail/readReply";
import { opaqueToken, type TokenInfo } from "../../oauth/tokenInfo";
import { diagnose } from "../diagnose";
import type { Finding } from "../finding";
import type { Symptom } from "../symptom";
import { causesOf } from "./causes";
import { fromOutside, loginTest, signInMailbox } from "./textActions";
import type { Cause, TextFinding } from "./textFinding";
import { addressPlaceholder, isPlaceholder, named, fillIn, userPlaceholder } from "./placeholders";
import type { MailSymptom } from "./textSymptom";

/** What is known besides the words of the server. */
export interface TextContext {
  readonly cloud: Cloud;
  readonly now: Date;
  /** Facts of an access token that stands in the text. */
  readonly token: TokenInfo | undefined;
  /** The mailbox and who signed in, as far as the text names them. */
  readonly addresses: readonly string[];
}

/** What the token itself decides, whichever server refused it. */
const decidedByToken: ReadonlySet<string> = new Set([
  "wrongAudience",
  "missingScope",
  "missingAppPermission",
]);

/**
 * What the refusal of a mail server means, by the rules of the login tests. Undefined where its words are not known.
 */
export function mailFinding(found: MailSymptom, context: TextContext): TextFinding | undefined {
  if (found.step === "unknown") return undefined;
  const transcript = transcriptOf(found, context);
  const reading = readReply(transcript);
  if (reading.ok || reading.problem === "unclear") return undefined;
  // After a sign-in that went well only words that are known mean something
  const general = reading.problem === "openRefused" || reading.problem === "sendRefused";
  if (general && found.protocol !== "imap") return undefined;
  const symptom = symptomOf(found, transcript, context, reading);
  const [plain] = diagnose(symptom);
  if (plain === undefined) return undefined;
  const causes = causesOf(symptom, context.token !== undefined);
  if (causes.length > 0 && !decidedByToken.has(plain.id)) return open(symptom, plain, causes);
  return { finding: outside(symptom, plain), causes: [] };
}

function open(symptom: Symptom, { evidence }: Finding, causes: readonly Cause[]): TextFinding {
  const { problem, transcript } = symptom;
  const protocol = protocols[transcript.protocol];
  const [first] = causes;
  const test = loginTest(protocol.id);
  return {
    finding: {
      id: `undecided.${problem}`,
      severity: "error",
      title: headline(problem, protocol),
      explanation:
        causes.length === 1 && first !== undefined
          ? first.words
          : message(
              "{0} causes show in these same words; the report has them in order, the likeliest first. {1} in this editor tells which one it is.",
              causes.length,
              test.title,
            ),
      evidence,
      actions: fromOutside([test, signInMailbox, ...(first?.actions ?? [])], protocol.id),
    },
    causes: causes.length === 1 ? [] : causes,
  };
}

function headline(problem: Symptom["problem"], { name }: Protocol): Message {
  return problem === "authenticateRefused"
    ? message("The {0} server did not take the sign-in.", name)
    : message("The {0} server took the sign-in and did not open the mailbox.", name);
}

function outside(symptom: Symptom, finding: Finding): Finding {
  const actions = fromOutside(finding.actions, symptom.transcript.protocol);
  const fill = fillIn(actions);
  const explanation = named(finding.explanation, symptom);
  return {
    ...finding,
    title: named(finding.title, symptom),
    explanation: fill === undefined ? explanation : message("{0} {1}", explanation, fill),
    evidence: finding.evidence.filter(({ text }) => text.trim() !== "" && !isPlaceholder(text)),
    actions,
  };
}

function transcriptOf(found: MailSymptom, { cloud }: TextContext): Transcript {
  const { protocol, step, status, words, challenge } = found;
  const { host, port } = protocols[protocol];
  const answer = { accepted: false, status, text: words, challenge };
  const stage = step === "open" || step === "authenticate" ? step : "connect";
  return {
    protocol,
    host: found.host ?? host(cloud, "work") ?? cloud.imapHost,
    port,
    user: addressPlaceholder,
    stages: [{ id: stage, outcome: "failed", milliseconds: 0, detail: "" }],
    tls: undefined,
    greeting: undefined,
    capabilities: [],
    authenticate: step === "authenticate" ? answer : undefined,
    open: step === "open" ? answer : undefined,
    messages: undefined,
    bye: step === "bye" ? `${status} ${words}` : undefined,
    failure: step === "connection" ? { code: status, text: words } : undefined,
  };
}

function symptomOf(
  found: MailSymptom,
  transcript: Transcript,
  { cloud, now, token, addresses }: TextContext,
  reading: Pick<Symptom, "problem" | "stage">,
): Symptom {
  // Exchange names both: who signed in, and as whom the message was to go out
  const [, sender, wanted] =
    /(\S+@\S+) not allowed to send as ([^\s;,]+@[^\s;,]+)/i.exec(found.words) ?? [];
  const address =
    wanted ?? (addresses.length === 1 ? addresses[0] : undefined) ?? addressPlaceholder;
  const user = sender ?? (reading.problem === "senderRefused" ? userPlaceholder : address);
  return {
    ...reading,
    transcript: { ...transcript, user },
    token: token ?? opaqueToken,
    account: { homeAccountId: "", username: user, tenantId: "" },
    address,
    cloud,
    now,
  };
}
