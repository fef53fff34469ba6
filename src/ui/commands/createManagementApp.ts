import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { planManagementApp } from "../../core/management/managementApp";
import type { Command } from "../command";
import { finishManagementApp } from "../finishManagementApp";
import { askManagementApp } from "../prompts/signInApp";
import { reviewAndApply } from "../reviewAndApply";

/** Makes the registration with which this extension signs in, and uses it. */
export const createManagementApp: Command = {
  id: "entraMail.createManagementApp",
  about: "management",
  signIn: "entraMail.signInToManage",
  run: async (ui) => {
    // Before the questions: whoever may not create a registration learns it now.
    const token = await ui.graphSignIn.token({ interaction: "prompt", access: "write" });
    if (token === undefined) throw new CancelledError();
    const plan = planManagementApp(await askManagementApp(), ui.newId);
    const { registration } = await reviewAndApply(ui, plan, {
      done: message("{0} is registered.", plan.title),
    });
    if (registration !== undefined) await finishManagementApp(ui, registration, token.tenantId);
  },
};
