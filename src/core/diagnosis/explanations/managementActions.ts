import { message } from "../../../base/message";
import type { FindingAction } from "../finding";

export const switchMethod: FindingAction = {
  kind: "runCommand",
  title: message("Sign In Another Way"),
  command: "entraMail.switchSignInMethod",
};

export const switchDirectory: FindingAction = {
  kind: "runCommand",
  title: message("Switch Directory"),
  command: "entraMail.switchDirectory",
};

export const createManagementApp: FindingAction = {
  kind: "runCommand",
  title: message("Create Management App"),
  command: "entraMail.createManagementApp",
};
