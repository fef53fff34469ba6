import { type Message, message } from "../../../base/message";
import { evidence } from "../evidence";
import type { Evidence } from "../finding";
import type { Rule } from "../rule";
import { isUsualHost, type Symptom, usualHost } from "../symptom";
import { editMailHosts, testAgain } from "./ruleActions";

const untrusted = message(
  "The certificate was not issued by an authority this computer trusts. A virus scanner or a company proxy that reads along shows one of its own; ask those who run it for their certificate authority.",
);
const wrongTime = message(
  "The certificate is outside its time. Check this computer's clock first; otherwise something old answers in place of the mail server.",
);
const wrongName = message(
  "The certificate is for another name. Something else answers under this name, or the host is not the one to use.",
);
const noTls = message(
  "No encrypted connection came about. Something between this computer and the server cuts it off, or does not speak TLS.",
);

/** Node.js "X509 certificate error codes"; all others mean that no handshake came to its end. */
const reasons: Readonly<Record<string, Message>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  CERT_UNTRUSTED: untrusted,
  CERT_REJECTED: untrusted,
  CERT_REVOKED: untrusted,
  INVALID_CA: untrusted,
  CERT_HAS_EXPIRED: wrongTime,
  CERT_NOT_YET_VALID: wrongTime,
  ERR_TLS_CERT_ALTNAME_INVALID: wrongName,
  HOSTNAME_MISMATCH: wrongName,
};

const isWrongName = (code: string | undefined): boolean =>
  code === "ERR_TLS_CERT_ALTNAME_INVALID" || code === "HOSTNAME_MISMATCH";

/** A host made from the domain of the address shows the certificate of whoever serves that domain. */
const otherHostRule: Rule = {
  id: "tlsOtherHost",
  find: (symptom) => {
    const { problem, transcript } = symptom;
    const usual = usualHost(symptom);
    if (problem !== "tls" || !isWrongName(transcript.failure?.code)) return undefined;
    if (isUsualHost(symptom)) return undefined;
    return {
      title: message("{0} is not a mail server of Microsoft.", transcript.host),
      explanation: message(
        "Its certificate is for {0}, so the sign-in was not sent. For Microsoft mailboxes the host is {1}, whatever the domain of the address.",
        transcript.tls?.subject ?? message("another name"),
        usual,
      ),
      evidence: certificate(symptom),
      actions: [editMailHosts, { kind: "copyText", title: message("Copy Host Name"), text: usual }],
    };
  },
};

const failedRule: Rule = {
  id: "tlsFailed",
  find: (symptom) => {
    const { problem, transcript } = symptom;
    if (problem !== "tls") return undefined;
    const code = transcript.failure?.code ?? "";
    return {
      title: message(
        "The connection to {0} is not safe, so the sign-in was not sent.",
        transcript.host,
      ),
      explanation: (Object.hasOwn(reasons, code) ? reasons[code] : undefined) ?? noTls,
      evidence: certificate(symptom),
      actions: [testAgain],
    };
  },
};

/** No connection that can be trusted came about, and nothing was sent. */
export const tlsRules: readonly Rule[] = [otherHostRule, failedRule];

function certificate({ transcript: { tls } }: Symptom): readonly Evidence[] {
  if (tls === undefined) return [];
  const rows: readonly (readonly [Message, string | undefined])[] = [
    [message("Certificate for"), tls.subject],
    [message("Issued by"), tls.issuer],
    [message("Valid to"), tls.validTo],
  ];
  return rows.flatMap(([label, text]) => (text ? [evidence(label, text)] : []));
}
