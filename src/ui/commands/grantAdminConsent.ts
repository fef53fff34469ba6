import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { planGrant } from "../../core/consent/consentPlans";
import { mailProtocolScope } from "../../core/consent/consentHolders";
import { missingConsentRole } from "../../core/consent/consentRoles";
import { type ConsentRow, consentRows, isOpen } from "../../core/consent/consentRows";
import type { ConsentState } from "../../core/consent/consentState";
import { twinRows } from "../../core/consent/twinRows";
import { exchangeOnlineAppId, graphAppId } from "../../core/registration/permissions";
import type { Registration } from "../../core/registration/registration";
import type { Button } from "../button";
import type { Command } from "../command";
import { exchangeScriptButton } from "../exchangeScriptButton";
import { words } from "../localize";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import {
  askConsentFor,
  askPermissions,
  asksConsentFor,
  askWithoutRole,
  type ConsentFor,
} from "../prompts/consentQuestions";
import { titleAbout } from "../prompts/editTarget";
import { back } from "../prompts/frame";
import { readConsent } from "../readConsent";
import { readRegistrationFor } from "../readRegistration";
import { type ReviewOptions, reviewAndApply } from "../reviewAndApply";

/** Grants what a registration asks for, to everyone or to the person who is signed in. */
export const grantAdminConsent: Command = {
  id: "entraMail.grantAdminConsent",
  about: "management",
  run: async (ui, target) => {
    const command = message("Grant Admin Consent");
    const registration = await readRegistrationFor(ui, target, words(command));
    const title = titleAbout(command, registration);
    const state = await withTwins(ui, registration, await readConsent(ui, registration));
    const rows = consentRows(registration, state);
    const twins = twinRows(rows, state);
    const showConsent = showConsentButton(registration);
    if (![...rows, ...twins].some((row) => isOpen(row, "everyone"))) {
      ui.notifier.inform(
        message(
          "{0} has nothing to be granted that is not granted already.",
          registration.displayName,
        ),
        showConsent,
      );
      return;
    }
    const { consentFor, chosen } = await ask(title, rows, twins);
    if (!(await mayGoOn(ui, registration, chosen, title))) return;
    try {
      await reviewAndApply(ui, planGrant(registration, state, chosen, consentFor), {
        buttons: [showConsent],
        ...afterRoles(registration, chosen, showConsent),
      });
    } finally {
      // A plan that stopped half-way has granted something, too
      ui.consent.forget();
    }
  },
};

interface Answers {
  readonly consentFor: ConsentFor;
  readonly chosen: readonly ConsentRow[];
}

async function ask(
  title: string,
  rows: readonly ConsentRow[],
  twins: readonly ConsentRow[],
): Promise<Answers> {
  const missing = rows.filter(({ requested, found }) => requested && !found).length;
  const asks = asksConsentFor(rows);
  for (;;) {
    const consentFor = asks ? await askConsentFor({ title, step: 1, totalSteps: 2 }) : "everyone";
    if (consentFor === back) throw new CancelledError();
    const chosen = await askPermissions(
      asks ? { title, step: 2, totalSteps: 2, canGoBack: true } : { title },
      {
        open: rows.filter((row) => isOpen(row, consentFor)),
        twins: twins.filter((row) => isOpen(row, consentFor)),
        missing,
      },
    );
    if (chosen !== back) return { consentFor, chosen };
    if (!asks) throw new CancelledError();
  }
}

/** Adds the APIs under which the mail permissions are published as well, so that they can be offered. */
async function withTwins(
  ui: Ui,
  registration: Registration,
  state: ConsentState,
): Promise<ConsentState> {
  const mail = consentRows(registration, state).some(
    ({ requested, type, name }) => requested && type === "Scope" && mailProtocolScope.test(name),
  );
  if (!mail) return state;
  const known = new Set(state.apis.map(({ appId }) => appId));
  const lacking = [graphAppId, exchangeOnlineAppId].filter((appId) => !known.has(appId));
  if (lacking.length !== 1) return state;
  const found = await withProgress(message("Reading the permissions of the APIs"), (signal) =>
    Promise.all(
      lacking.map((appId) => ui.consent.resourceApi(appId, signal, { interaction: "prompt" })),
    ),
  );
  return { ...state, apis: [...state.apis, ...found.filter((api) => api !== undefined)] };
}

/** Says before the review which directory role is missing, and offers the ways that need none. */
async function mayGoOn(
  ui: Ui,
  { objectId }: Registration,
  chosen: readonly ConsentRow[],
  title: string,
): Promise<boolean> {
  const onlyRoles = chosen.every(({ type }) => type === "Role");
  const token = await ui.graphSignIn.token({
    interaction: "prompt",
    access: onlyRoles ? "appRoles" : "consent",
  });
  if (token === undefined) throw new CancelledError();
  const missing = missingConsentRole(token.directoryRoles, chosen);
  if (missing === undefined) return true;
  const answer = await askWithoutRole({ title }, missing);
  if (answer === "goOn") return true;
  const command = answer === "link" ? "copyAdminConsentLink" : "copyAdminRequest";
  await vscode.commands.executeCommand(`entraMail.${command}`, objectId);
  return false;
}

/** An application permission of Exchange opens no mailbox by itself. */
function afterRoles(
  { displayName, objectId }: Registration,
  chosen: readonly ConsentRow[],
  showConsent: Button,
): ReviewOptions {
  const exchange = chosen.some(
    ({ type, resourceAppId }) => type === "Role" && resourceAppId === exchangeOnlineAppId,
  );
  if (!exchange) return {};
  return {
    done: message(
      "Consent was granted to {0}. Exchange must still let it into each mailbox.",
      displayName,
    ),
    buttons: [exchangeScriptButton(objectId), showConsent],
  };
}

function showConsentButton({ objectId }: Registration): Button {
  return {
    title: message("Show Consent"),
    run: () => vscode.commands.executeCommand("entraMail.showConsent", objectId),
  };
}
