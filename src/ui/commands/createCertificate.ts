import { message } from "../../base/message";
import type { Command } from "../command";
import { words } from "../localize";
import { makeCertificate } from "../prompts/makeCertificate";
import { answered, registrationToEdit } from "../prompts/editTarget";
import { addCertificate } from "../addCertificate";

const title = message("Create Certificate");

/** Makes a certificate whose key never leaves this computer, and adds its public part to a registration. */
export const createCertificate: Command = {
  id: "entraMail.createCertificate",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const name = registration.displayName.slice(0, 90);
    const draft = answered(await makeCertificate(ui, { title: words(title) }, name));
    await addCertificate(ui, registration, draft);
  },
};
