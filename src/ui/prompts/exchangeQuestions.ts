import { type Message, message } from "../../base/message";
import type { ExchangeVariant } from "../../core/exchange/exchangeScript";
import { checkAddresses, splitAddresses } from "../../core/exchange/mailboxAddresses";
import { tenantName } from "../../core/tenantName";
import { pickWords, words } from "../localize";
import { back } from "./frame";
import { runSteps, type Step } from "./multiStep";
import { askPick, type Choice } from "./pick";
import { askText } from "./text";

export interface ExchangeAnswers {
  readonly variant: ExchangeVariant;
  /** Addresses as typed. */
  readonly mailboxes: string;
  readonly sendAs: boolean;
  /** Directory id or domain; asked for where it is not known. */
  readonly organization: string | undefined;
}

const variantStep: Step<ExchangeAnswers> = {
  applies: () => true,
  ask: async (answers, frame) => {
    const choices: Choice<ExchangeVariant>[] = [
      choice(
        "mailboxPermission",
        message("Permission on each mailbox"),
        message("For IMAP, POP and SMTP. The registration asks for the application permissions."),
      ),
      choice(
        "rbac",
        message("Application role within a scope (SMTP only)"),
        message("Exchange decides alone (RBAC): the registration must not ask for SMTP.SendAsApp."),
      ),
    ];
    const variant = await askPick(frame, {
      choices,
      placeholder: words(message("How should Exchange let the app in?")),
      preselected: choices.find(({ value }) => value === answers.variant),
    });
    return variant === back ? back : { ...answers, variant };
  },
};

const mailboxesStep: Step<ExchangeAnswers> = {
  applies: () => true,
  ask: async (answers, frame) => {
    const mailboxes = await askText(frame, {
      value: answers.mailboxes,
      placeholder: "support@contoso.com, sales@contoso.com",
      prompt: words(message("Addresses of the mailboxes the app may open, separated by commas")),
      check: checkAddresses,
    });
    return mailboxes === back ? back : { ...answers, mailboxes };
  },
};

const sendAsStep: Step<ExchangeAnswers> = {
  applies: ({ variant }) => variant === "mailboxPermission",
  ask: async (answers, frame) => {
    const choices: Choice<boolean>[] = [
      choice(
        false,
        message("No"),
        message("The app logs in as a mailbox and sends from its own address."),
      ),
      choice(
        true,
        message("Yes, let it send as each of these addresses"),
        message("Needed when it logs in as one mailbox and sends from the address of another."),
      ),
    ];
    const sendAs = await askPick(frame, {
      choices,
      placeholder: words(message("Grant Send As, too?")),
      preselected: choices.find(({ value }) => value === answers.sendAs),
    });
    return sendAs === back ? back : { ...answers, sendAs };
  },
};

function organizationStep(known: boolean): Step<ExchangeAnswers> {
  return {
    applies: () => !known,
    ask: async (answers, frame) => {
      const organization = await askText(frame, {
        value: answers.organization ?? "",
        placeholder: "contoso.onmicrosoft.com",
        prompt: words(message("Directory (tenant) ID or domain")),
        check: (text) =>
          tenantName.test(text) ? undefined : message("Type a directory ID or a domain."),
      });
      return organization === back ? back : { ...answers, organization };
    },
  };
}

function choice<T>(value: T, label: Message, detail: Message): Choice<T> {
  return { label: words(label), detail: pickWords(detail), value };
}

/** @throws CancelledError */
export async function askExchange(
  title: string,
  organization: string | undefined,
): Promise<Omit<ExchangeAnswers, "mailboxes"> & { readonly mailboxes: readonly string[] }> {
  const answers = await runSteps<ExchangeAnswers>(
    title,
    [variantStep, mailboxesStep, sendAsStep, organizationStep(organization !== undefined)],
    { variant: "mailboxPermission", mailboxes: "", sendAs: false, organization },
  );
  return { ...answers, mailboxes: splitAddresses(answers.mailboxes) };
}
