import { message } from "../../../base/message";
import { showLog } from "./commonActions";
import type { Refusal } from "./graphRefusal";

/** Recognises a 403 by what was asked for. */
const forbids =
  (...operations: readonly string[]): Refusal["fits"] =>
  ({ failureCode, operation }) =>
    failureCode === "graph.forbidden" && operations.includes(operation);

/** Graph says "Insufficient privileges" to everything; which role is missing depends on what was asked for. */
export const missingRoles: readonly Refusal[] = [
  {
    // Which roles may grant is documented for the portal; that the same hold for each Graph operation is unverified
    fits: forbids("create delegated grant", "update delegated grant", "delete delegated grant"),
    explanation: {
      title: message("Your account may not change what was consented to."),
      explanation: message(
        "Granting delegated permissions to everyone takes the role Cloud Application Administrator, Application Administrator or one above them. Copy Request for an Administrator writes down what such a person has to do.",
      ),
      actions: [showLog],
    },
  },
  {
    fits: forbids("grant application permission", "remove application grant"),
    explanation: {
      title: message("Your account may not grant application permissions."),
      explanation: message(
        "They take the role Cloud Application Administrator or Application Administrator, and those of Microsoft Graph take Privileged Role Administrator or Global Administrator. Copy Request for an Administrator writes down what such a person has to do.",
      ),
      actions: [showLog],
    },
  },
  {
    // Graph "directory-deleteditems-restore"; whether owners without a role may do it is unverified
    fits: forbids(
      "list deleted applications",
      "get deleted application",
      "restore application",
      "delete application permanently",
    ),
    explanation: {
      title: message("Your account may not manage deleted registrations."),
      explanation: message(
        "That takes the role Application Administrator, Cloud Application Administrator, Hybrid Identity Administrator or Global Administrator.",
      ),
      actions: [showLog],
    },
  },
  {
    fits: forbids("search people"),
    explanation: {
      title: message("Your account may not look up people in this directory."),
      explanation: message(
        "The directory does not let everybody see its members. Ask an administrator to change the owners, or for the role Directory Readers.",
      ),
      actions: [showLog],
    },
  },
];
