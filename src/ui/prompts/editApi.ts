import { CancelledError, errorText, isCancelled } from "../../base/errors";
import { message } from "../../base/message";
import type { ResourceApi } from "../../core/directoryPorts";
import { knownApi, mailApis } from "../../core/registration/changes/knownApis";
import { accessTo, declaredAccess } from "../../core/registration/changes/permissions";
import type { Registration } from "../../core/registration/registration";
import { checkClientId } from "../../core/registration/rules";
import { words } from "../localize";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { rowOf } from "../target";
import { pickText } from "../text";
import { answered } from "./editTarget";
import type { Frame } from "./frame";
import { askPick, type Choice } from "./pick";
import { askText } from "./text";

/** The API of the row, or one that is asked for, by its client id. @throws CancelledError */
export async function askApi(
  frame: Frame,
  registration: Registration,
  target: unknown,
): Promise<string> {
  const { part } = rowOf(target);
  if (part?.kind === "resource" || part?.kind === "permission") {
    return part.resourceAppId.toLowerCase();
  }
  const declared = declaredAccess(registration.requiredResourceAccess);
  const others = declared.filter(
    ({ resourceAppId }) => !mailApis.some(({ appId }) => appId === resourceAppId),
  );
  const choices: readonly Choice<string>[] = [
    ...mailApis.map(({ appId, displayName }) => ({
      label: displayName,
      description: countWords(accessTo(registration, appId).length),
      value: appId,
    })),
    ...others.map(({ resourceAppId, resourceName, access }) => ({
      label: pickText(resourceName),
      description: countWords(access.length),
      value: resourceAppId,
    })),
    { label: `$(ellipsis) ${words(message("Another API…"))}`, value: "other" },
  ];
  const chosen = answered(
    await askPick(frame, { choices, placeholder: words(message("Permissions of which API?")) }),
  );
  return chosen === "other" ? await askApiId(frame) : chosen;
}

function countWords(declared: number): string {
  return declared === 0 ? "" : words(message("{0} declared", declared));
}

async function askApiId(frame: Frame): Promise<string> {
  const appId = await askText(frame, {
    value: "",
    placeholder: "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
    prompt: words(message("Application (client) ID of the API.")),
    check: checkClientId,
  });
  return answered(appId).trim().toLowerCase();
}

/**
 * What the directory knows of an API; where it cannot be asked, or does not know it, what is known here.
 * @throws Failure `graph.*`, `signIn.*` where nothing is known here either; CancelledError, also when the
 *   directory does not have the API: that has been said then
 */
export async function readApi(
  { consent, log, notifier }: Pick<Ui, "consent" | "log" | "notifier">,
  appId: string,
): Promise<ResourceApi> {
  const fallback = knownApi(appId);
  const published = await withProgress(message("Reading the permissions of the API"), (signal) =>
    consent.resourceApi(appId, signal, { interaction: "prompt" }).catch((error: unknown) => {
      if (isCancelled(error) || fallback === undefined) throw error;
      log.info(`Permissions from the built-in table: ${errorText(error)}`);
      return undefined;
    }),
  );
  const api = published ?? fallback;
  if (api !== undefined) return api;
  notifier.inform(message("This directory does not have an API with the client ID {0}.", appId));
  throw new CancelledError();
}
