import { type Message, message } from "../../base/message";
import type { SignInMethodId } from "./signInMethod";

/** Short words for the ways of signing in. */
export const methodTitles: Readonly<Record<SignInMethodId, Message>> = {
  ownClient: message("VS Code account, your client ID"),
  editorClient: message("VS Code account"),
  azureCli: message("Azure CLI"),
  browser: message("Browser"),
  deviceCode: message("Code on any device"),
};
