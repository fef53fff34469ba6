import { type Message, message } from "../../../base/message";
import type { Rule, RuleFinding } from "../rule";
import { isUsualHost, type Symptom } from "../symptom";
import { editMailHosts, testAgain } from "./ruleActions";

/** Nobody was reached, or nobody answered. The report says from which machine. */
export const networkRules: readonly Rule[] = [
  {
    id: "hostNotFound",
    find: (symptom) =>
      symptom.problem !== "lookup"
        ? undefined
        : {
            title: message("The mail server {0} was not found.", symptom.transcript.host),
            ...whatHelps(
              symptom,
              message(
                "Its name could not be looked up. This computer has no network, or its name server does not know the name.",
              ),
            ),
          },
  },
  {
    id: "hostRefused",
    find: (symptom) =>
      symptom.problem !== "refused"
        ? undefined
        : {
            title: message("The mail server {0} cannot be reached.", symptom.transcript.host),
            ...whatHelps(
              symptom,
              message(
                "The connection to port {0} was refused. A firewall or a company network often allows web pages but not mail.",
                symptom.transcript.port,
              ),
            ),
          },
  },
  {
    id: "hostSilent",
    find: (symptom) => {
      const { problem, stage, transcript } = symptom;
      if (problem !== "timeout") return undefined;
      const beforeConnection = stage === "lookup" || stage === "connect";
      return {
        title: beforeConnection
          ? message("The mail server {0} does not answer.", transcript.host)
          : message("The mail server {0} fell silent.", transcript.host),
        ...whatHelps(
          symptom,
          beforeConnection
            ? message(
                "Nothing came back from port {0}. A firewall or a company network often drops mail connections without a word.",
                transcript.port,
              )
            : message(
                "The connection came about, but an answer did not. The server is overloaded, or something between swallows its words.",
              ),
        ),
      };
    },
  },
];

/** A host that a person typed may be the wrong one. */
function whatHelps(
  symptom: Symptom,
  explanation: Message,
): Pick<RuleFinding, "explanation" | "actions"> {
  if (isUsualHost(symptom)) return { explanation, actions: [testAgain] };
  const typed = message("This host was typed for the mailbox, in place of Microsoft's.");
  return {
    explanation: message("{0} {1}", explanation, typed),
    actions: [editMailHosts, testAgain],
  };
}
