import { message } from "../../../base/message";
import type { Failure } from "../../failure";
import { showLog } from "./commonActions";
import { type Explain, type Explanation, fact } from "./explanation";
import { missingRoles } from "./graphMissingRoles";
import { code, type Refusal, says } from "./graphRefusal";
import { refusedValues } from "./graphRefusedValues";

/** Refusals by a policy, a quota or the kind of account. Codes from public reports, the live wording may differ. */
const policies: readonly Refusal[] = [
  {
    // Seen in the portal; whether Graph answers with the same words is unverified
    fits: says(/outside of a directory/i),
    explanation: {
      title: message("A personal account needs a directory of its own first."),
      explanation: message(
        "Microsoft no longer lets personal accounts create registrations outside of a directory. A free Azure sign-up (it asks for a card) or the Microsoft 365 Developer Program makes a directory; then sign in there.",
      ),
      actions: [
        {
          kind: "openLink",
          title: message("Azure Sign-Up"),
          url: "https://azure.microsoft.com/free",
        },
      ],
    },
  },
  {
    fits: code("SignInAudienceNotAllowedAsPerAppPolicy"),
    explanation: {
      title: message("This directory does not allow these supported accounts."),
      explanation: message(
        "An app management policy forbids them. Choose narrower accounts, or ask an administrator for an exception.",
      ),
      actions: [],
    },
  },
  {
    fits: code("CredentialTypeNotAllowedAsPerAppPolicy"),
    explanation: {
      title: message("This directory does not allow client secrets."),
      explanation: message(
        "An app management policy forbids them. Add a certificate instead, use a preset that needs neither, or ask an administrator for an exception.",
      ),
      actions: [],
    },
  },
  {
    fits: code("CredentialInvalidLifetimeAsPerAppPolicy"),
    explanation: {
      title: message("This directory wants a shorter life for secrets and certificates."),
      explanation: message(
        "An app management policy limits the lifetime. Choose an earlier end, or ask an administrator for an exception.",
      ),
      actions: [],
    },
  },
  {
    fits: code("Directory_QuotaExceeded"),
    explanation: {
      title: message("Your quota of directory objects is used up."),
      explanation: message(
        "A member without a role may own 250 objects, and deleted ones count for 30 days. Delete what is no longer needed permanently, or ask an administrator to create the registration.",
      ),
      actions: [],
    },
  },
];

const forbidden: Explanation = {
  title: message("Your account may not do this in this directory."),
  explanation: message(
    "The directory lets only some people manage registrations. For your own ones the role Application Developer is enough; for those of others it takes Cloud Application Administrator or Application Administrator. A Privileged Role Administrator or Global Administrator can assign them.",
  ),
  actions: [showLog],
};

function badRequest(failure: Failure): Explanation {
  const said = fact(failure, "graphMessage");
  return {
    title: message("The directory refused the request."),
    explanation:
      said === ""
        ? message("It did not accept one of the values that were sent.")
        : message(
            'It did not accept one of the values that were sent, in its own words: "{0}"',
            said,
          ),
    actions: [showLog],
  };
}

/** The first that fits explains. */
const refusals: readonly Refusal[] = [...policies, ...missingRoles, ...refusedValues];

export const explainGraphRefusal: Explain = (failure: Failure) =>
  knownGraphRefusal(failure) ??
  (failure.code === "graph.forbidden" ? forbidden : badRequest(failure));

/** The explanation of a refusal whose cause is on record; undefined for all others. */
export function knownGraphRefusal(failure: Failure): Explanation | undefined {
  const refused = {
    failureCode: failure.code,
    operation: fact(failure, "operation"),
    graphCode: fact(failure, "graphCode"),
    words: `${fact(failure, "graphMessage")} ${failure.message}`,
  };
  return refusals.find(({ fits }) => fits(refused))?.explanation;
}
