import { message, type Message } from "../../base/message";
import { isGuid } from "../../core/guid";
import type { NewId } from "../../core/ports";
import { audienceWords } from "../../core/registration/audience";
import { unknownEnd } from "../../core/registration/imported";
import { type ImportAnswers, importRegistration } from "../../core/registration/importRegistration";
import {
  graphDelegatedPermissions,
  type PermissionName,
} from "../../core/registration/permissions";
import type { Registration, SignInAudience } from "../../core/registration/registration";
import {
  checkClientId,
  checkDisplayName,
  checkRedirectUri,
  checkRedirectUriList,
} from "../../core/registration/rules";
import { tenantName } from "../../core/tenantName";
import { pickWords, words } from "../localize";
import { type Back, back, type Frame } from "./frame";
import { runSteps, type Step } from "./multiStep";
import { askPick, askPickMany } from "./pick";
import { askText } from "./text";

/** A registration entered by hand, and the value of its secret where there is one. */
export interface ImportedAnswers {
  readonly registration: Registration;
  readonly tenantId: string | undefined;
  readonly secret: { readonly keyId: string; readonly value: string } | undefined;
}

interface Answers extends Omit<ImportAnswers, "secret"> {
  readonly tenantId: string;
  /** Value and end of the secret; it stays in this object and goes into SecretStorage from here. */
  readonly secretValue: string;
  readonly secretEnd: string;
}

const blank: Answers = {
  appId: "",
  displayName: "",
  signInAudience: "AzureADandPersonalMicrosoftAccount",
  tenantId: "",
  platform: "publicClient",
  redirectUris: ["http://localhost"],
  permissions: ["IMAP.AccessAsUser.All", "SMTP.Send", "offline_access"],
  secretValue: "",
  secretEnd: "",
};

type Question = (answers: Answers, frame: Frame) => Promise<Answers | Back>;

/** What is known before the questions, such as from a configuration file. */
export type KnownAnswers = Partial<Omit<Answers, "secretEnd">>;

/**
 * Asks for what the owner of a registration can tell. Nothing is sent anywhere.
 * @param known stands in the inputs at first
 * @throws CancelledError
 */
export async function askImport(newId: NewId, known: KnownAnswers = {}): Promise<ImportedAnswers> {
  const step = (ask: Question, applies: (answers: Answers) => boolean = () => true) =>
    ({ applies, ask }) satisfies Step<Answers>;
  const answers = await runSteps<Answers>(
    words(message("Import Registration by Client ID")),
    [
      step(askClientId),
      step(askName),
      step(askAudience),
      step(askTenant, ({ signInAudience }) => signInAudience === "AzureADMyOrg"),
      step(askPlatform),
      step(askRedirectUris),
      step(askPermissions),
      step(askSecret, ({ platform }) => platform === "web"),
      step(askEnd, ({ platform, secretValue }) => platform === "web" && secretValue !== ""),
    ],
    { ...blank, ...known },
  );
  const { secretValue, secretEnd, tenantId } = answers;
  const keyId = newId();
  const secret =
    answers.platform === "web" && secretValue !== ""
      ? { keyId, hint: secretValue.slice(0, 3), endDateTime: endOf(secretEnd) }
      : undefined;
  return {
    registration: importRegistration({ ...answers, secret }),
    tenantId: answers.signInAudience === "AzureADMyOrg" ? tenantId : undefined,
    secret: secret && { keyId, value: secretValue },
  };
}

const askClientId: Question = async (answers, frame) => {
  const appId = await askText(frame, {
    value: answers.appId,
    placeholder: "6731de76-14a6-49ae-97bc-6eba6914391e",
    prompt: words(message("Application (client) ID, from whoever made the registration.")),
    check: checkClientId,
  });
  return appId === back ? back : { ...answers, appId };
};

const askName: Question = async (answers, frame) => {
  const displayName = await askText(frame, {
    value: answers.displayName,
    placeholder: "mail-client",
    prompt: words(message("A name for it in this editor; at Microsoft nothing is changed.")),
    check: (text) => checkDisplayName(text, answers.signInAudience),
  });
  return displayName === back ? back : { ...answers, displayName };
};

const askAudience: Question = async (answers, frame) => {
  const order: readonly SignInAudience[] = [
    "AzureADandPersonalMicrosoftAccount",
    "AzureADMultipleOrgs",
    "AzureADMyOrg",
    "PersonalMicrosoftAccount",
  ];
  const choices = order.map((value) => ({
    label: pickWords(audienceWords(value).short),
    detail: pickWords(audienceWords(value).portal),
    value,
  }));
  const signInAudience = await askPick(frame, {
    choices,
    placeholder: words(message("Which accounts does it support? It decides where to sign in.")),
    preselected: choices.find(({ value }) => value === answers.signInAudience),
  });
  return signInAudience === back ? back : { ...answers, signInAudience };
};

const askTenant: Question = async (answers, frame) => {
  const tenantId = await askText(frame, {
    value: answers.tenantId,
    placeholder: "contoso.com",
    prompt: words(message("Directory (tenant) ID, or a domain of the directory it lives in.")),
    check: (text) =>
      tenantName.test(text) ? undefined : message("Type a directory ID or a domain name."),
  });
  return tenantId === back ? back : { ...answers, tenantId };
};

const askPlatform: Question = async (answers, frame) => {
  const choices = [
    {
      label: words(message("Mobile and desktop applications")),
      detail: words(message("A program on a person's computer. It has no secret.")),
      value: "publicClient" as const,
    },
    {
      label: words(message("Web")),
      detail: words(message("A server with a client secret, such as Jira or AEM.")),
      value: "web" as const,
    },
  ];
  const platform = await askPick(frame, {
    choices,
    placeholder: words(message("Under which platform is its redirect URI?")),
    preselected: choices.find(({ value }) => value === answers.platform),
  });
  return platform === back ? back : { ...answers, platform };
};

const askRedirectUris: Question = async (answers, frame) => {
  const { platform, signInAudience } = answers;
  const text = await askText(frame, {
    value: answers.redirectUris.join(" "),
    placeholder: "http://localhost",
    prompt: words(
      message("Its redirect URIs, exactly as registered. Separate several with spaces."),
    ),
    check: (typed) => {
      const uris = split(typed);
      const problems = uris.map((uri) => checkRedirectUri(uri, platform, signInAudience));
      return problems.find((problem) => problem) ?? checkRedirectUriList(uris, signInAudience);
    },
  });
  return text === back ? back : { ...answers, redirectUris: split(text) };
};

const askPermissions: Question = async (answers, frame) => {
  const names = Object.keys(graphDelegatedPermissions) as PermissionName[];
  const permissions = await askPickMany(frame, {
    choices: names.map((name) => ({
      label: name,
      description: pickWords(graphDelegatedPermissions[name].plainWords),
      value: name,
    })),
    placeholder: words(message("Which delegated permissions does it declare?")),
    ticked: answers.permissions,
    problem: (ticked) =>
      ticked.length === 0 ? message("Choose at least one permission.") : undefined,
  });
  return permissions === back ? back : { ...answers, permissions };
};

const askSecret: Question = async (answers, frame) => {
  const secretValue = await askText(frame, {
    hidden: true,
    value: answers.secretValue,
    placeholder: words(message("Leave empty when you do not have it")),
    prompt: words(
      message("Value of its client secret; it goes into the secret storage of this editor."),
    ),
    check: checkSecretValue,
  });
  return secretValue === back ? back : { ...answers, secretValue };
};

const askEnd: Question = async (answers, frame) => {
  const secretEnd = await askLastDay(frame, answers.secretEnd);
  return secretEnd === back ? back : { ...answers, secretEnd };
};

/** When a secret that was made elsewhere ends; see {@link endOf}. */
export function askLastDay(frame: Frame, day = ""): Promise<string | Back> {
  return askText(frame, {
    value: day,
    placeholder: "2027-05-31",
    prompt: words(
      message("The day on which the secret ends; leave empty when you do not know it."),
    ),
    check: checkDay,
  });
}

/** The id of a secret looks like a GUID, its value never does (AADSTS7000215). */
function checkSecretValue(text: string): Message | undefined {
  if (!isGuid(text)) return undefined;
  return message(
    "This is the id of a secret. The value is shown once only, when the secret is made.",
  );
}

function checkDay(text: string): Message | undefined {
  if (text === "") return undefined;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  const isDay = day?.toString() !== "Invalid Date" && day?.toISOString().startsWith(text) === true;
  return isDay ? undefined : message("Type a day such as 2027-05-31, or nothing.");
}

/** The end of a secret by its day, as `2027-05-31`; empty = nobody knows it. */
export function endOf(day: string): string {
  return day === "" ? unknownEnd : `${day}T00:00:00Z`;
}

function split(text: string): readonly string[] {
  return text.split(/\s+/).filter((uri) => uri !== "");
}
