import * as vscode from "vscode";
import { message } from "../base/message";
import { planAddCertificate } from "../core/registration/certificatePlans";
import type { CertificateDraft } from "../core/registration/plan";
import type { Registration } from "../core/registration/registration";
import type { Button } from "./button";
import type { Ui } from "./parts";
import { reviewAndApply } from "./reviewAndApply";

/**
 * Reviews and adds a certificate; a key of it that is stored here then belongs to the registration.
 * @throws as {@link reviewAndApply}
 */
export async function addCertificate(
  ui: Ui,
  registration: Registration,
  draft: CertificateDraft,
): Promise<void> {
  const plan = planAddCertificate(registration, draft);
  await reviewAndApply(ui, plan, { buttons: [copyThumbprint(draft)] });
}

/** What programs ask for beside the key. */
function copyThumbprint({ thumbprint }: CertificateDraft): Button {
  return {
    title: message("Copy Thumbprint"),
    run: () => vscode.env.clipboard.writeText(thumbprint),
  };
}
