import { type Message, message } from "../../base/message";
import type { SignInMethodId } from "./signInMethod";

/** Short words for the ways of signing in. */
export const methodTitles: Readonly<Record<SignInMethodId, Message>> = {
  ownClient: message("VS Code account with your own management app"),
  editorClient: message("VS Code account"),
  azureCli: message("Azure CLI"),
  browser: message("Browser"),
  deviceCode: message("Code on any device"),
};
