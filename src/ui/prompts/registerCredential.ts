import { message } from "../../base/message";
import type { CertificateDraft } from "../../core/registration/plan";
import type { CredentialKind } from "../../core/registration/preset";
import { firstSecretName, type RegisterAnswers } from "../../core/registration/registerAnswers";
import { secretLifetimesDays } from "../../core/registration/rules";
import { millisecondsPerDay } from "../../core/time";
import { locale, pickWords, words } from "../localize";
import { dateWords } from "../moments";
import { type Back, type Frame, back } from "./frame";
import { askPick, type Choice } from "./pick";

/** Makes or chooses a certificate, named `name` at first; Back leads to the credentials again. */
export type AskCertificate = (frame: Frame, name: string) => Promise<CertificateDraft | Back>;

type Chosen =
  | { readonly kind: "none" }
  | { readonly kind: "secret"; readonly lifetimeDays: number }
  | { readonly kind: "certificate"; readonly another?: true };

/**
 * How the app proves itself, with the lifetime of a secret in the same list: one question, however many credentials
 * are offered.
 */
export async function askCredential(
  answers: RegisterAnswers,
  frame: Frame,
  now: Date,
  askCertificate: AskCertificate,
): Promise<RegisterAnswers | Back> {
  for (;;) {
    const chosen = await askKind(answers, frame, now);
    if (chosen === back) return back;
    const { secret: _secret, certificate: before, ...others } = answers;
    if (chosen.kind === "none") return { ...others, credential: "none" };
    if (chosen.kind === "secret") {
      const { lifetimeDays } = chosen;
      const displayName = firstSecretName(answers.displayName);
      return { ...others, credential: "secret", secret: { displayName, lifetimeDays } };
    }
    // A certificate that was made already is kept: its key is stored or saved somewhere
    const kept = chosen.another === true ? undefined : before;
    const inner = { ...frame, canGoBack: true };
    const certificate = kept ?? (await askCertificate(inner, firstSecretName(answers.displayName)));
    if (certificate !== back) return { ...others, credential: "certificate", certificate };
  }
}

async function askKind(answers: RegisterAnswers, frame: Frame, now: Date): Promise<Chosen | Back> {
  const { credentials } = answers.preset;
  const rows: Readonly<Record<CredentialKind, readonly Choice<Chosen>[]>> = {
    none: [
      {
        label: words(message("No secret and no certificate")),
        detail: words(
          message("For programs on people's computers and phones: they cannot keep one."),
        ),
        value: { kind: "none" },
      },
    ],
    secret: secretLifetimesDays.map((days) => secretChoice(days, now, credentials.length > 1)),
    certificate: certificateChoices(answers.certificate),
  };
  const choices = credentials.flatMap((kind) => rows[kind]);
  return await askPick(frame, {
    choices,
    placeholder:
      credentials.length > 1
        ? words(message("How does the app prove that it is this app?"))
        : words(message("How long is the client secret valid?")),
    preselected: choices.find(({ value }) => value !== undefined && isBefore(answers, value)),
  });
}

function secretChoice(days: number, now: Date, several: boolean): Choice<Chosen> {
  const end = new Date(now.getTime() + days * millisecondsPerDay);
  return {
    label: pickWords(
      several ? message("Client secret for {0} days", days) : message("{0} days", days),
    ),
    description: pickWords(message("until {0}", dateWords(end, locale()))),
    value: { kind: "secret", lifetimeDays: days },
  };
}

function certificateChoices(made: CertificateDraft | undefined): readonly Choice<Chosen>[] {
  const label = words(message("Certificate"));
  const detail = words(message("Its key stays with you; only the public part is uploaded."));
  if (made === undefined) return [{ label, detail, value: { kind: "certificate" } }];
  return [
    {
      label,
      description: pickWords(message("the one just chosen: {0}", made.displayName)),
      detail,
      value: { kind: "certificate" },
    },
    {
      label: words(message("Another certificate…")),
      value: { kind: "certificate", another: true },
    },
  ];
}

function isBefore({ credential, secret }: RegisterAnswers, chosen: Chosen): boolean {
  return (
    chosen.kind === credential &&
    (chosen.kind !== "secret" || chosen.lifetimeDays === secret?.lifetimeDays)
  );
}
