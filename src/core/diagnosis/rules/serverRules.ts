import { message } from "../../../base/message";
import type { Rule } from "../rule";
import { protocols } from "../../mail/protocol";
import { isUsualHost, usualHost } from "../symptom";
import { chooseCloud, editMailHosts, testAgain } from "./ruleActions";

/** A server was reached, and the token is not what it minded. */
export const serverRules: readonly Rule[] = [
  {
    id: "notMail",
    find: ({ problem, transcript }) =>
      problem !== "notMail"
        ? undefined
        : {
            title: message("What answers at {0} is not a mail server.", transcript.host),
            explanation: message(
              "It did not greet as a server for {0} does. A network sign-in page or a proxy may stand in its place.",
              protocols[transcript.protocol].name,
            ),
            actions: [testAgain],
          },
  },
  {
    id: "serverBusy",
    find: ({ problem }) =>
      problem !== "busy"
        ? undefined
        : {
            title: message("The mail server asks to try later."),
            explanation: message(
              "It is busy, or too many connections or logins came from this account. Close other mail programs or wait some minutes.",
            ),
            actions: [testAgain],
          },
  },
  {
    id: "serverBye",
    find: ({ problem }) =>
      problem !== "bye"
        ? undefined
        : {
            title: message("The mail server ended the connection."),
            explanation: message(
              "It said goodbye before the mailbox was open. Its own words are among the details.",
            ),
            actions: [testAgain],
          },
  },
  {
    id: "noXoauth2",
    find: (symptom) =>
      symptom.problem !== "noXoauth2"
        ? undefined
        : {
            title: message(
              "The server at {0} does not take Microsoft sign-ins.",
              symptom.transcript.host,
            ),
            explanation: message(
              "It does not offer XOAUTH2. For Microsoft mailboxes the host is {0}, whatever the domain of the address.",
              usualHost(symptom),
            ),
            actions: [isUsualHost(symptom) ? chooseCloud : editMailHosts],
          },
  },
  {
    id: "serverGarbled",
    find: ({ problem, transcript }) =>
      problem !== "garbled"
        ? undefined
        : {
            title: message(
              "What {0} answered is not {1}.",
              transcript.host,
              protocols[transcript.protocol].name,
            ),
            explanation: message(
              "An answer was too long, empty of sense, or came to nothing that was asked, so the login was ended. Something stands in the place of the mail server, or it is broken.",
            ),
            actions: [testAgain],
          },
  },
  {
    id: "connectionClosed",
    find: ({ problem }) =>
      problem !== "closed"
        ? undefined
        : {
            title: message("The connection to the mail server broke off."),
            explanation: message(
              "It was closed without a word before the mailbox was open. Try again; when it repeats, something between this computer and the server does it.",
            ),
            actions: [testAgain],
          },
  },
];
