import { type Message, message } from "../../base/message";
import type { Cloud } from "../cloud";
import type { ServicePrincipal } from "../directoryPorts";
import type { FindingAction } from "../diagnosis/finding";
import { type EnterprisePage, enterpriseAppLink } from "../registration/portalLink";

const run = (title: Message, command: `entraMail.${string}`): FindingAction => ({
  kind: "runCommand",
  title,
  command,
  onTarget: true,
});

/** What a person can do about a registration where no plan can be made without further questions. */
export const checkActions = {
  rotateSecret: run(message("Rotate Client Secret…"), "entraMail.rotateClientSecret"),
  addSecret: run(message("Add Client Secret…"), "entraMail.addClientSecret"),
  createCertificate: run(message("Create Certificate…"), "entraMail.createCertificate"),
  uploadCertificate: run(message("Upload Certificate…"), "entraMail.uploadCertificate"),
  addRedirectUri: run(message("Add Redirect URI…"), "entraMail.addRedirectUri"),
  signInMailbox: run(message("Sign In Mailbox…"), "entraMail.signInMailbox"),
} as const;

/** Opens a page of the enterprise application; nothing in a cloud whose portal is not known. */
export function openEnterpriseApp(
  cloud: Cloud,
  servicePrincipal: Pick<ServicePrincipal, "id" | "appId">,
  page: EnterprisePage,
  tenantId: string | undefined,
): readonly FindingAction[] {
  const url = enterpriseAppLink(cloud, servicePrincipal, page, tenantId);
  return url === undefined ? [] : [{ kind: "openLink", title: message("Open in Portal"), url }];
}
