import { type Message, message } from "../../base/message";
import { words } from "../localize";
import type { DocumentKind } from "./documents";

/** What an editor shows whose document was forgotten: how to come by it again. */
const gone: Readonly<Record<DocumentKind, Message>> = {
  check: message("This report is no longer there. Run Entra Mail: Check Registration again."),
  login: message("This report is no longer there. Test the login of the mailbox again."),
  logins: message("This report is no longer there. Run Entra Mail: Test All Protocols again."),
  registration: message(
    "This summary is no longer there. The registration is in the App Registrations view.",
  ),
  consent: message("This report is no longer there. Run Entra Mail: Show Consent again."),
  "admin-request": message(
    "This text is no longer there. Run Entra Mail: Copy Request for an Administrator again.",
  ),
  rotation: message(
    "This summary is no longer there. The registration is in the App Registrations view.",
  ),
  expiry: message(
    "This list is no longer there. Run Entra Mail: Show Expiring Secrets and Certificates again.",
  ),
  diagnosis: message("This report is no longer there. Run Entra Mail: Diagnose Error… again."),
  tokens: message("This report is no longer there. Run Entra Mail: Show Token Details again."),
  export: message(
    "This configuration is no longer shown. Copy and Save still work; or run Entra Mail: Export Client Configuration again.",
  ),
  endpoints: message("This list is no longer there. Run Entra Mail: Show Endpoints again."),
  configuration: message(
    "This report is no longer there. Run Entra Mail: Import Mail Program Configuration again.",
  ),
  "command-lines": message(
    "These lines are no longer there. Run Entra Mail: Register by Command Line or Portal again.",
  ),
};

/** How to come by a document that was forgotten. @param path of its address */
export function goneWords(path: string): string {
  const [, kind = ""] = path.split("/");
  return words(isKind(kind) ? gone[kind] : gone.registration);
}

function isKind(kind: string): kind is DocumentKind {
  return Object.hasOwn(gone, kind);
}
