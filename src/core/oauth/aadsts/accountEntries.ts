import { message } from "../../../base/message";
import { type AadstsEntry, chooseCloud, chooseManagementTenant, signInAgain } from "./entry";

/** Causes that lie in the account, the directory or its policies. */
export const accountEntries: readonly AadstsEntry[] = [
  {
    codes: [50020, 16000, 50034],
    title: message("This account is not in that directory."),
    explanation: message(
      "A personal account, or one of another directory, was used where only accounts of one directory can sign in. Choose the right account, or let the directory invite this one as a guest.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [500208, 500207, 500202],
    title: message("A personal account cannot sign in here."),
    explanation: message(
      "This endpoint takes work or school accounts only. Sign in at the directory where the account is a guest, or use a registration that supports personal accounts.",
    ),
    actions: [chooseManagementTenant],
  },
  {
    codes: [65001],
    title: message("Consent is missing."),
    explanation: message(
      "The person, or an administrator, has not yet agreed that this registration may do this. Signing in again shows the consent page.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [65004],
    title: message("The consent was declined."),
    explanation: message(
      "Someone chose Cancel on the consent page, so nothing was granted. Sign in again to see what is asked for.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [90094, 90095, 90093],
    title: message("An administrator must approve this."),
    explanation: message(
      "This directory lets only administrators consent to what the registration asks for. Ask one of them to grant admin consent to the registration.",
    ),
    actions: [],
  },
  {
    codes: [650052],
    title: message("The organization does not have this service."),
    explanation: message(
      "The directory has no subscription for Exchange Online, or it is switched off. An administrator can check the licence of this account.",
    ),
    actions: [],
  },
  {
    codes: [50105],
    title: message("This account is not assigned to the app."),
    explanation: message(
      "The enterprise application demands assignment. An administrator can assign the account, or switch the demand off.",
    ),
    actions: [],
  },
  {
    codes: [7000112],
    title: message("The app is disabled in this directory."),
    explanation: message(
      "Sign-in is switched off for its enterprise application. An administrator can enable it.",
    ),
    actions: [],
  },
  {
    codes: [90002, 90019, 50059],
    title: message("The directory was not found."),
    explanation: message(
      "The Directory (tenant) ID or domain is misspelt, or the directory lives in another Microsoft cloud.",
    ),
    actions: [chooseManagementTenant, chooseCloud],
  },
  {
    codes: [53003, 53000, 53001, 530032, 530035, 50131],
    title: message("A policy of the organization blocks this sign-in."),
    explanation: message(
      "Conditional Access refuses this device, place, app or way of signing in. The code on any device is often blocked where the sign-in in the browser is allowed; otherwise an administrator must decide.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [50076, 50079, 50074, 50158],
    title: message("Sign in again: a second proof is needed."),
    explanation: message(
      "The organization asks for multifactor authentication, which only works in a sign-in window.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [50126],
    title: message("User name or password is wrong."),
    explanation: message(
      "Microsoft did not accept the password. Sign in through the browser; passwords are never typed into a mail program here.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [70043],
    title: message("Sign in again: the organization limits how long a sign-in lasts."),
    explanation: message(
      "A Conditional Access policy on sign-in frequency ended it. This will return at the interval set there.",
    ),
    actions: [signInAgain],
  },
];
