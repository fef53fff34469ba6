import type { Failure } from "../../failure";
import type { ProtocolId } from "../../mail/probe";

/** What a pasted text shows of one error, before anything is made of it. */
export type TextSymptom = FailureSymptom | MailSymptom | { readonly kind: "noRefreshToken" };

export interface PlacedSymptom {
  /** Of the pasted text, counted from 1. */
  readonly line: number;
  readonly symptom: TextSymptom;
}

/** What the failures of this extension explain, too. */
export interface FailureSymptom {
  readonly kind: "failure";
  /** Stable name of the finding. */
  readonly id: string;
  readonly failure: Failure;
  /** The AADSTS number, where there is one. */
  readonly aadsts?: number | undefined;
}

/** What a mail server, Microsoft Graph for mail, or the way to either said. */
export interface MailSymptom {
  readonly kind: "mail";
  readonly protocol: ProtocolId;
  /** `unknown` where the words do not tell to what they were the answer. */
  readonly step: "authenticate" | "open" | "bye" | "connection" | "unknown";
  /** As in `Answer`: `NO`, `535`, `-ERR`, `401`; of a connection the errno or TLS code. */
  readonly status: string;
  readonly words: string;
  /** Decoded JSON of the challenge of SASL XOAUTH2. */
  readonly challenge?: string | undefined;
  /** Where nobody was reached, as far as the text tells. */
  readonly host?: string | undefined;
}
