import { message } from "../../base/message";
import { planRemoveCertificate } from "../../core/registration/certificatePlans";
import type { CertificateFacts } from "../../core/registration/registration";
import { certificateRemovalNotes } from "../../core/registration/removalNotes";
import type { Button } from "../button";
import type { Command } from "../command";
import { words } from "../localize";
import type { Ui } from "../parts";
import { registrationToEdit } from "../prompts/editTarget";
import { pickCertificate } from "../prompts/pickCertificate";
import { reviewAndApply } from "../reviewAndApply";

const title = message("Remove Certificate");

/** Removes a certificate. Its key, where it is stored here, stays until the person says so. */
export const removeCertificate: Command = {
  id: "entraMail.removeCertificate",
  about: "management",
  run: async (ui, target) => {
    const registration = await registrationToEdit(ui, target, title);
    const certificate = await pickCertificate(ui, registration, target, words(title));
    const notes = certificateRemovalNotes(registration, certificate, ui.clock.now());
    await reviewAndApply(ui, planRemoveCertificate(registration, certificate, notes), {
      buttons: ui.certificates.isStored(certificate) ? [forgetKey(ui, certificate)] : [],
    });
  },
};

function forgetKey(
  { certificates, notifier }: Ui,
  { thumbprint, displayName }: CertificateFacts,
): Button {
  return {
    title: message("Forget Its Key"),
    run: async () => {
      if (thumbprint === undefined) return;
      await certificates.forget(thumbprint);
      notifier.inform(message("The key of {0} is no longer in this editor.", displayName));
    },
  };
}
