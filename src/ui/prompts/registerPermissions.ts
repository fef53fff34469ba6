import { message } from "../../base/message";
import {
  applicationPermissions,
  type ApplicationPermissionName,
} from "../../core/registration/applicationPermissions";
import {
  exchangeOnlineAppId,
  graphDelegatedPermissions,
  type PermissionName,
} from "../../core/registration/permissions";
import { permissionWords } from "../../core/registration/permissionWords";
import type { RegisterAnswers } from "../../core/registration/registerAnswers";
import { pickWords, words } from "../localize";
import { type Back, type Frame, back } from "./frame";
import { askPickMany, type Choice } from "./pick";

type Answer = Promise<RegisterAnswers | Back>;

/** Delegated permissions: what the program may do as the person who signs in. */
export async function askPermissions(answers: RegisterAnswers, frame: Frame): Answer {
  const names = Object.keys(graphDelegatedPermissions) as PermissionName[];
  const permissions = await askPickMany(frame, {
    choices: names.map((name) => ({
      label: name,
      description: pickWords(graphDelegatedPermissions[name].plainWords),
      value: name,
    })),
    placeholder:
      answers.preset.actsAs === "either"
        ? words(message("What may it ask people for? Tick nothing if nobody signs in."))
        : words(message("What may it ask people for? The usual choice is ticked.")),
    ticked: answers.permissions,
    problem: (ticked) =>
      ticked.length === 0 && answers.preset.actsAs === "person"
        ? message("Choose at least one permission.")
        : undefined,
  });
  return permissions === back ? back : { ...answers, permissions };
}

/** Application permissions: what the app may do as itself, once an administrator has granted it. */
export async function askApplicationPermissions(answers: RegisterAnswers, frame: Frame): Answer {
  const chosen = await askPickMany(frame, {
    choices: (Object.keys(applicationPermissions) as ApplicationPermissionName[])
      // For mail by protocol Exchange Online is the API; Graph's permissions open every mailbox at once
      .filter((name) => answers.preset.actsAs === "either" || isOfExchange(name))
      .map(applicationChoice),
    placeholder: words(message("What may the app do as itself? An administrator consents.")),
    ticked: answers.applicationPermissions,
    problem: (ticked) =>
      ticked.length + answers.permissions.length === 0
        ? message("Choose at least one permission.")
        : undefined,
  });
  return chosen === back ? back : { ...answers, applicationPermissions: chosen };
}

function isOfExchange(name: ApplicationPermissionName): boolean {
  return applicationPermissions[name].resourceAppId === exchangeOnlineAppId;
}

function applicationChoice(name: ApplicationPermissionName): Choice<ApplicationPermissionName> {
  const { value } = applicationPermissions[name];
  const plain = permissionWords({ type: "Role", value });
  return {
    label: value,
    description: pickWords(
      isOfExchange(name)
        ? message("Office 365 Exchange Online")
        : message("Microsoft Graph, every mailbox"),
    ),
    ...(plain && { detail: pickWords(plain) }),
    value: name,
  };
}
