import { message } from "../base/message";
import type { ManagementPrompts } from "../core/management/managementPorts";
import { graphCommandLineTools } from "../core/management/signInMethod";
import type { Notifier } from "./notify";
import { withProgress } from "./progress";
import type { SignInPrompts } from "./signInPrompts";

/** Involves the person in sign-ins for managing registrations that the editor's accounts do not do. */
export function managementPrompts(
  notifier: Pick<Notifier, "confirm">,
  prompts: Pick<SignInPrompts, "during">,
): ManagementPrompts {
  return {
    agreeToBorrow: (directory) => {
      const { name, clientId } = graphCommandLineTools;
      return notifier.confirm(
        message("Sign in with a client ID of Microsoft's?"),
        message(
          "The consent page and the sign-in and audit logs of {0} will name {1} ({2}), not Entra Mail. What is consented to holds for every program that uses this client ID, and an administrator may have to consent. A client ID of your own avoids this.",
          directory ?? message("the directory"),
          name,
          clientId,
        ),
        message("Sign In"),
      );
    },
    during: (work) =>
      withProgress(message("Signing in to manage registrations"), (signal, report) =>
        prompts.during(report, (interaction) => work(interaction, signal)),
      ),
  };
}
