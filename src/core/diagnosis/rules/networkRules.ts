import { message } from "../../../base/message";
import type { Rule } from "../rule";
import { testAgain } from "./ruleActions";

/** Nobody was reached, or nobody answered. The report says from which machine. */
export const networkRules: readonly Rule[] = [
  {
    id: "hostNotFound",
    find: ({ problem, transcript }) =>
      problem !== "lookup"
        ? undefined
        : {
            title: message("The mail server {0} was not found.", transcript.host),
            explanation: message(
              "Its name could not be looked up. This computer has no network, or its name server does not know the name.",
            ),
            actions: [testAgain],
          },
  },
  {
    id: "hostRefused",
    find: ({ problem, transcript }) =>
      problem !== "refused"
        ? undefined
        : {
            title: message("The mail server {0} cannot be reached.", transcript.host),
            explanation: message(
              "The connection to port {0} was refused. A firewall or a company network often allows web pages but not mail.",
              transcript.port,
            ),
            actions: [testAgain],
          },
  },
  {
    id: "hostSilent",
    find: ({ problem, stage, transcript }) => {
      if (problem !== "timeout") return undefined;
      const beforeConnection = stage === "lookup" || stage === "connect";
      return {
        title: beforeConnection
          ? message("The mail server {0} does not answer.", transcript.host)
          : message("The mail server {0} fell silent.", transcript.host),
        explanation: beforeConnection
          ? message(
              "Nothing came back from port {0}. A firewall or a company network often drops mail connections without a word.",
              transcript.port,
            )
          : message(
              "The connection came about, but an answer did not. The server is overloaded, or something between swallows its words.",
            ),
        actions: [testAgain],
      };
    },
  },
];
