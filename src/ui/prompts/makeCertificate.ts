import { message } from "../../base/message";
import {
  certificateLifetimesMonths,
  checkCertificateName,
  defaultCertificateLifetimeMonths,
  endAfterMonths,
  wholeSeconds,
} from "../../core/registration/certificateRules";
import type { CertificateDraft } from "../../core/registration/plan";
import { locale, pickWords, words } from "../localize";
import { dateWords } from "../moments";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { type Back, back, type Frame } from "./frame";
import { askKeyPlaces, askPfxPassword, type KeyPlace, placeKey } from "./keyPlaces";
import { askPick, type Choice } from "./pick";
import { askText } from "./text";

/** What questions about certificates stand on. */
export type CertificateUi = Pick<Ui, "certificates" | "clock" | "notifier" | "plans">;

interface MakeAnswers {
  readonly name: string;
  readonly months: number;
  readonly places: readonly KeyPlace[];
  readonly password: string;
}

type Ask = (answers: MakeAnswers, frame: Frame) => Promise<MakeAnswers | Back>;

/**
 * Asks for a new certificate and makes it; its key is where the person wanted it before this returns.
 * @param name what the certificate is called at first
 * @throws Failure `secret.notKept`, `input.invalid` (input `file`); CancelledError
 */
export async function makeCertificate(
  ui: CertificateUi,
  frame: Frame,
  name = "",
): Promise<CertificateDraft | Back> {
  const questions: readonly Ask[] = [
    askName,
    (answers, inner) => askMonths(answers, inner, ui.clock.now()),
    askPlaces,
    askPassword,
  ];
  const first: MakeAnswers = {
    name,
    months: defaultCertificateLifetimeMonths,
    places: ["editor"],
    password: "",
  };
  const answers = await askAll(questions, first, frame);
  return answers === back ? back : await make(ui, answers);
}

/** All within one step of a longer series: going back from the first goes back to the step before. */
async function askAll(
  questions: readonly Ask[],
  initial: MakeAnswers,
  frame: Frame,
): Promise<MakeAnswers | Back> {
  let answers = initial;
  let forward = true;
  let index = 0;
  for (;;) {
    const question = questions[index];
    if (question === undefined) return index < 0 ? back : answers;
    const canGoBack = index > 0 || frame.canGoBack === true;
    const given = await question(answers, { ...frame, canGoBack });
    // A question that does not apply hands the answers on as they are, in the direction of the walk
    const skipped = given === answers;
    if (given === back || (skipped && !forward)) {
      forward = false;
      index -= 1;
    } else {
      answers = given;
      forward = true;
      index += 1;
    }
  }
}

async function askName(answers: MakeAnswers, frame: Frame): Promise<MakeAnswers | Back> {
  const name = await askText(frame, {
    value: answers.name,
    placeholder: words(message("mail-service")),
    prompt: words(message("Name of the certificate; it is shown in the portal.")),
    check: checkCertificateName,
  });
  return name === back ? back : { ...answers, name };
}

async function askMonths(
  answers: MakeAnswers,
  frame: Frame,
  now: Date,
): Promise<MakeAnswers | Back> {
  const choices: Choice<number>[] = certificateLifetimesMonths.map((months) => ({
    label: pickWords(message("{0} months", months)),
    description: pickWords(
      message("until {0}", dateWords(new Date(endAfterMonths(now, months)), locale())),
    ),
    value: months,
  }));
  const months = await askPick(frame, {
    choices,
    placeholder: words(message("How long is the certificate valid?")),
    preselected: choices.find(({ value }) => value === answers.months),
  });
  return months === back ? back : { ...answers, months };
}

async function askPlaces(answers: MakeAnswers, frame: Frame): Promise<MakeAnswers | Back> {
  const places = await askKeyPlaces(frame, answers.places);
  return places === back ? back : { ...answers, places };
}

async function askPassword(answers: MakeAnswers, frame: Frame): Promise<MakeAnswers | Back> {
  if (!answers.places.includes("pfx")) return answers;
  const password = await askPfxPassword(frame);
  return password === back ? back : { ...answers, password };
}

/** Clocks differ: a certificate that begins this moment would not be valid yet elsewhere. */
const earlierMilliseconds = 5 * 60_000;

async function make(
  ui: CertificateUi,
  { name, months, places, password }: MakeAnswers,
): Promise<CertificateDraft> {
  const now = ui.clock.now();
  const made = await withProgress(message("Making the certificate {0}", name), () =>
    ui.certificates.make({
      displayName: name,
      startDateTime: wholeSeconds(new Date(now.getTime() - earlierMilliseconds)),
      endDateTime: endAfterMonths(now, months),
    }),
  );
  await placeKey(ui, made, places, password);
  return { ...made.draft, keyIn: places.includes("editor") ? "editor" : "file" };
}
