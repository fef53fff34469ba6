import { message } from "../../base/message";
import type { Command } from "../command";
import { words } from "../localize";
import { makeOrReuseCertificate } from "../prompts/certificateQuestions";
import { answered, registrationToEdit } from "../prompts/editTarget";
import { tellingUnusedKeys } from "../unusedKeys";
import { addCertificate } from "../addCertificate";

const title = message("Create Certificate");

/** Makes a certificate whose key never leaves this computer, and adds its public part to a registration. */
export const createCertificate: Command = {
  id: "entraMail.createCertificate",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const name = registration.displayName.slice(0, 90);
    await tellingUnusedKeys(ui, async () => {
      const draft = answered(await makeOrReuseCertificate(ui, { title: words(title) }, name));
      await addCertificate(ui, registration, draft);
    });
  },
};
