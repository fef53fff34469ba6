import { CancelledError } from "../../base/errors";
import { type Message, message } from "../../base/message";
import {
  brokerRedirectUri,
  type ManagementAppAnswers,
  managementRedirectUris,
  neededPermissions,
  type OptionalPermission,
  optionalPermissions,
} from "../../core/management/managementApp";
import { checkDisplayName } from "../../core/registration/rules";
import { pickWords, words } from "../localize";
import { back, type Back, type Frame } from "./frame";
import { runSteps } from "./multiStep";
import { askPick, askPickMany } from "./pick";
import { askText } from "./text";

const purposes: Readonly<Record<OptionalPermission, Message>> = {
  "DelegatedPermissionGrant.ReadWrite.All": message("To grant and revoke delegated permissions"),
  "AppRoleAssignment.ReadWrite.All": message("To grant and revoke application permissions"),
  "Directory.Read.All": message("To see what is granted, and to find people for owners"),
};

/** Asks for the name and the optional permissions of a management app. @throws CancelledError */
export async function askManagementApp(): Promise<ManagementAppAnswers> {
  return await runSteps<ManagementAppAnswers>(
    words(message("Create Management App")),
    [
      { applies: () => true, ask: askName },
      { applies: () => true, ask: askOptional },
    ],
    { displayName: "Entra Mail", optional: [...optionalPermissions] },
  );
}

async function askName(
  answers: ManagementAppAnswers,
  frame: Frame,
): Promise<ManagementAppAnswers | Back> {
  const displayName = await askText(frame, {
    value: answers.displayName,
    placeholder: words(message("Name of the registration")),
    prompt: words(
      message(
        "For signing in to Entra Mail itself. Its redirect URIs: {0}.",
        [...managementRedirectUris, brokerRedirectUri("<client id>")].join(", "),
      ),
    ),
    check: (text) => checkDisplayName(text, "AzureADMyOrg"),
  });
  return displayName === back ? back : { ...answers, displayName };
}

async function askOptional(
  answers: ManagementAppAnswers,
  frame: Frame,
): Promise<ManagementAppAnswers | Back> {
  const optional = await askPickMany<OptionalPermission>(frame, {
    choices: optionalPermissions.map((value) => ({
      label: value,
      detail: pickWords(purposes[value]),
      value,
    })),
    placeholder: words(
      message("Besides {0}: what shall it be able to do?", neededPermissions.join(", ")),
    ),
    ticked: answers.optional,
  });
  return optional === back ? back : { ...answers, optional };
}

export type ConsentAnswer = "grant" | "later";

/** Asks when an administrator consents to the new app. @throws CancelledError */
export async function askConsentNow(): Promise<ConsentAnswer> {
  const answer = await askPick<ConsentAnswer>(
    { title: words(message("Create Management App")) },
    {
      choices: [
        {
          label: `$(verified) ${pickWords(message("Grant admin consent now"))}`,
          detail: pickWords(
            message("With the account that is signed in, where its role allows it."),
          ),
          value: "grant",
        },
        {
          label: `$(clock) ${pickWords(message("Later"))}`,
          detail: pickWords(message("The first sign-in asks for it.")),
          value: "later",
        },
      ],
      placeholder: words(message("Its permissions need the consent of an administrator")),
    },
  );
  if (answer === back) throw new CancelledError();
  return answer;
}
