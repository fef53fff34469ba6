import { message } from "../../../base/message";
import type { FailureCode } from "../../failure";
import { showLog } from "./commonActions";
import { type Explain, fact } from "./explanation";
import { explainGraphRefusal } from "./graphRefusals";

type GraphCode = Extract<FailureCode, `graph.${string}`>;

/** What Microsoft Graph, or the way to it, said. */
export const graphExplanations: Readonly<Record<GraphCode, Explain>> = {
  "graph.unauthenticated": () => ({
    title: message("Sign in again to manage registrations."),
    explanation: message(
      "The directory no longer accepts the sign-in of this editor. Sign in from the App Registrations view.",
    ),
    actions: [showLog],
  }),
  "graph.forbidden": explainGraphRefusal,
  "graph.badRequest": explainGraphRefusal,
  "graph.notFound": () => ({
    title: message("The directory does not know this registration."),
    explanation: message(
      "It was deleted, or it is so new that it is not known everywhere yet. That can take two minutes.",
    ),
    actions: [showLog],
  }),
  "graph.conflict": () => ({
    title: message("The directory is still busy with this registration."),
    explanation: message("An earlier change is not settled everywhere yet. Try again in a minute."),
    actions: [showLog],
  }),
  "graph.throttled": (failure) => ({
    title: message("The directory asks to wait."),
    explanation:
      fact(failure, "retryAfterSeconds") === ""
        ? message(
            "Too many requests came from this account or organization. Try again in a minute.",
          )
        : message(
            "Too many requests came from this account or organization. Try again in {0} seconds.",
            fact(failure, "retryAfterSeconds"),
          ),
    actions: [showLog],
  }),
  "graph.unavailable": () => ({
    title: message("The directory cannot answer at the moment."),
    explanation: message(
      "Microsoft Graph reported a fault of its own, also when asked again. Try again in a few minutes.",
    ),
    actions: [showLog],
  }),
  "graph.outcomeUnknown": (failure) => ({
    title: message("It is not known whether the change was made."),
    explanation:
      fact(failure, "status") === ""
        ? message(
            "The request was sent, but no answer came back. It was not repeated, so that nothing is made twice.",
          )
        : message(
            "Microsoft Graph answered with a fault of its own ({0}). The request was not repeated, so that nothing is made twice.",
            fact(failure, "status"),
          ),
    actions: [showLog],
  }),
  "graph.unexpectedAnswer": () => ({
    title: message("Something other than Microsoft Graph answered."),
    explanation: message(
      "The answer was not what Graph sends. A network sign-in page or a proxy between this computer and Microsoft often does this.",
    ),
    actions: [showLog],
  }),
  "graph.unreachable": (failure) => ({
    title: message("Microsoft Graph cannot be reached."),
    explanation: message(
      "No connection came about ({0}). Check the network, the proxy and the entraMail.cloud setting.",
      fact(failure, "reason"),
    ),
    actions: [showLog],
  }),
};
