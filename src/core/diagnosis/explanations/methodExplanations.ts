import { message } from "../../../base/message";
import type { Failure } from "../../failure";
import { showLog } from "./commonActions";
import { type Explain, type Explanation, fact } from "./explanation";
import { switchMethod } from "./managementActions";

/** The line that signs the Azure CLI in; without the switch a directory without subscriptions is refused. */
function loginLine(failure: Failure): string {
  const tenant = fact(failure, "tenant");
  return ["az login", ...(tenant === "" ? [] : [`--tenant ${tenant}`])]
    .concat("--allow-no-subscriptions")
    .join(" ");
}

/** By the problem. Source: Azure CLI reference, "az login" and "az cloud". */
const explanations: Readonly<Record<string, Explain | undefined>> = {
  cliMissing: () => ({
    title: message("The Azure CLI was not found."),
    explanation: message(
      "There is no az on the PATH of the machine where the extension runs. Install it there, or sign in another way.",
    ),
    actions: [
      switchMethod,
      {
        kind: "openLink",
        title: message("Install Azure CLI"),
        url: "https://learn.microsoft.com/cli/azure/install-azure-cli",
      },
    ],
  }),
  cliSignedOut: (failure) => {
    const line = loginLine(failure);
    return {
      title: message("The Azure CLI is not signed in to this directory."),
      explanation: message(
        "Run {0} in a terminal on the machine where the extension runs, then try again.",
        line,
      ),
      actions: [
        { kind: "copyText", title: message("Copy Command"), text: line },
        switchMethod,
        showLog,
      ],
    };
  },
  cliOtherCloud: (failure) => {
    const cloud = fact(failure, "cloud");
    const line = `az cloud set --name ${cloud}`;
    return {
      title: message("The Azure CLI is set to another cloud."),
      explanation:
        cloud === ""
          ? message(
              "Its token is for {0}, and it is not known whether it has this cloud. Sign in another way.",
              fact(failure, "detail"),
            )
          : message(
              "Its token is for {0}. Run {1} in a terminal, sign in there, then try again.",
              fact(failure, "detail"),
              line,
            ),
      actions: [
        ...(cloud === ""
          ? []
          : [{ kind: "copyText", title: message("Copy Command"), text: line } as const]),
        switchMethod,
      ],
    };
  },
};

/** A way of signing in that does not work here. */
export function explainMethod(failure: Failure): Explanation {
  return (explanations[fact(failure, "problem")] ?? explainCliFailed)(failure);
}

const explainCliFailed: Explain = () => ({
  title: message("The Azure CLI gave no token."),
  explanation: message(
    "It stopped with an error of its own, which is among the details. Check it in a terminal with az account show, or sign in another way.",
  ),
  actions: [switchMethod, showLog],
});
