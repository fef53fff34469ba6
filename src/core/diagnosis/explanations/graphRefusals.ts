import { message } from "../../../base/message";
import type { Failure } from "../../failure";
import { showLog } from "./commonActions";
import { type Explain, type Explanation, fact } from "./explanation";

interface Refusal {
  readonly fits: (graphCode: string, words: string) => boolean;
  readonly explanation: Explanation;
}

const code =
  (...codes: readonly string[]): Refusal["fits"] =>
  (graphCode) =>
    codes.includes(graphCode);

/** Refusals that Graph names; the first that fits. Codes from public reports, the live wording may differ. */
const refusals: readonly Refusal[] = [
  {
    // Seen in the portal; whether Graph answers with the same words is unverified
    fits: (_graphCode, words) => /outside of a directory/i.test(words),
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
        "An app management policy forbids them. Use a preset without a secret or a certificate, or ask an administrator for an exception.",
      ),
      actions: [],
    },
  },
  {
    fits: code("CredentialInvalidLifetimeAsPerAppPolicy"),
    explanation: {
      title: message("This directory wants a shorter life for secrets."),
      explanation: message(
        "An app management policy limits the lifetime. Choose an earlier end, or ask an administrator.",
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

const badRequest: Explanation = {
  title: message("The directory refused the request."),
  explanation: message(
    "It did not accept one of the values that were sent. Its own words are among the details.",
  ),
  actions: [showLog],
};

export const explainGraphRefusal: Explain = (failure: Failure) => {
  const words = `${fact(failure, "graphMessage")} ${failure.message}`;
  const graphCode = fact(failure, "graphCode");
  return (
    refusals.find(({ fits }) => fits(graphCode, words))?.explanation ??
    (failure.code === "graph.forbidden" ? forbidden : badRequest)
  );
};
