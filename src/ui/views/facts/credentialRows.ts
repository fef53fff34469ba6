import { message } from "../../../base/message";
import { words } from "../../localize";
import { isSecretHere } from "../../unsavedSecret";
import { GroupNode } from "../groupNode";
import type { TreeNode } from "../node";
import { CertificateNode, SecretNode } from "../secretNode";
import type { FactsOf } from "./factsOf";

/** Client secrets: how long they work, and whether their value is in this editor. */
export function secretRows({ ui, registration }: FactsOf): readonly TreeNode[] {
  const { appId, objectId, clientSecrets } = registration;
  const rows = clientSecrets.map(
    (secret) =>
      new SecretNode(
        ui,
        registration,
        secret,
        ui.clientSecrets.isStored(appId, secret.keyId),
        isSecretHere(ui, appId, secret.keyId),
      ),
  );
  return [
    new GroupNode({
      id: `${objectId}:secrets`,
      label: words(message("Client secrets")),
      icon: "key",
      contextValue: "group.secrets",
      description: rows.length === 0 ? words(message("none")) : undefined,
      registration,
      rows,
    }),
  ];
}

/** Certificates: how long they work, and whether their private key is in this editor. */
export function certificateRows({ ui, registration }: FactsOf): readonly TreeNode[] {
  const { objectId, certificates } = registration;
  const rows = certificates.map(
    (certificate) =>
      new CertificateNode(ui, registration, certificate, ui.certificates.isStored(certificate)),
  );
  return [
    new GroupNode({
      id: `${objectId}:certificates`,
      label: words(message("Certificates")),
      icon: "shield",
      contextValue: "group.certificates",
      description: rows.length === 0 ? words(message("none")) : undefined,
      registration,
      rows,
    }),
  ];
}
