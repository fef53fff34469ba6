import type { Message } from "../../../base/message";
import { message } from "../../../base/message";
import type { FindingAction } from "../../diagnosis/finding";

/** What is known of one cause, under all the AADSTS codes by which it shows. */
export interface AadstsEntry {
  readonly codes: readonly number[];
  /** What it means for the person. */
  readonly title: Message;
  readonly explanation: Message;
  /** The best first; the link to Microsoft's own page is added to each. */
  readonly actions: readonly FindingAction[];
}

export const signInAgain: FindingAction = {
  kind: "signInMailbox",
  title: message("Sign In Again"),
};

export const chooseManagementClient: FindingAction = {
  kind: "openSettings",
  title: message("Set Your Own Client ID"),
  setting: "entraMail.management.clientId",
};

export const chooseManagementTenant: FindingAction = {
  kind: "openSettings",
  title: message("Set the Directory"),
  setting: "entraMail.management.tenant",
};

export const chooseCloud: FindingAction = {
  kind: "openSettings",
  title: message("Choose the Cloud"),
  setting: "entraMail.cloud",
};

/** A value that is kept here and refused is replaced by the right one. */
export const storeSecret: FindingAction = {
  kind: "runCommand",
  title: message("Store Secret Value…"),
  command: "entraMail.storeClientSecret",
};

export const rotateSecret: FindingAction = {
  kind: "runCommand",
  title: message("Rotate Client Secret…"),
  command: "entraMail.rotateClientSecret",
};
