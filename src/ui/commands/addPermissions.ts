import * as vscode from "vscode";
import { message } from "../../base/message";
import { accessKey, accessTo, planPermissions } from "../../core/registration/changes/permissions";
import type { Command } from "../command";
import { askApi, readApi } from "../prompts/editApi";
import { askPermissionsOf } from "../prompts/editPermissions";
import { registrationToEdit, titleAbout } from "../prompts/editTarget";
import { rememberChoice } from "../rememberChoice";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Add API Permissions");

/** Ticks and clears the permissions of one API. */
export const addPermissions: Command = {
  id: "entraMail.addPermissions",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const frame = { title: titleAbout(title, registration) };
    const api = await readApi(ui, await askApi(frame, registration, target));
    const wanted = await askPermissionsOf(frame, registration, api);
    const plan = planPermissions(registration, api.appId, wanted);
    const declared = new Set(accessTo(registration, api.appId).map(accessKey));
    const adds = wanted.some((access) => !declared.has(accessKey(access)));
    const grant = {
      title: message("Grant Admin Consent…"),
      run: () =>
        vscode.commands.executeCommand("entraMail.grantAdminConsent", registration.objectId),
    };
    const applied = await reviewAndApply(ui, plan, { buttons: adds ? [grant] : [] });
    await rememberChoice(ui, registration, applied.registration);
  },
};
