import { message } from "../../base/message";
import { addCertificate } from "../addCertificate";
import type { Command } from "../command";
import { words } from "../localize";
import { chooseCertificateFile } from "../prompts/certificateQuestions";
import { answered, registrationToEdit } from "../prompts/editTarget";

const title = message("Upload Certificate");

/** Adds the public part of a certificate from a file. */
export const uploadCertificate: Command = {
  id: "entraMail.uploadCertificate",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const draft = answered(await chooseCertificateFile(ui, { title: words(title) }));
    await addCertificate(ui, registration, draft);
  },
};
