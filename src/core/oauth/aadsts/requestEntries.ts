import { message } from "../../../base/message";
import { type AadstsEntry, signInAgain } from "./entry";

/** Causes that lie in the request, or in a code or token that has come to its end. */
export const requestEntries: readonly AadstsEntry[] = [
  {
    codes: [90023, 9002313],
    title: message("Microsoft could not read the request."),
    explanation: message(
      "A value is damaged or misplaced, for example quotes copied from a guide, or an empty refresh token.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [900144],
    title: message("The request lacks a parameter."),
    explanation: message(
      "A field is missing, or the request was not sent as a form. The server's text names the field.",
    ),
    actions: [],
  },
  {
    codes: [70011, 28000, 28003, 700022],
    title: message("The permissions asked for do not go together."),
    explanation: message(
      "A scope is misspelt, or one request named two services, such as Microsoft Graph and Outlook. Each token is for one service; one sign-in can still cover several.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [54005, 70000, 70008],
    title: message("Sign in again: the code or the saved sign-in is used up."),
    explanation: message(
      "A code works once and for some minutes only, and a saved sign-in ends when it is revoked or unused.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [501481, 50147],
    title: message("Sign in again: this sign-in was begun elsewhere."),
    explanation: message(
      "The proof that belongs to the code (PKCE) does not match. Begin and finish the sign-in in one window.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [700005, 7000012],
    title: message("Sign in again: the sign-in belongs to another directory."),
    explanation: message(
      "The code or saved sign-in came from one endpoint and was used at another. Both must be the same.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [700084],
    title: message("Sign in again: sign-ins of single-page apps end after a day."),
    explanation: message(
      "The redirect URI stands under Single-page application. For mail it belongs under Mobile and desktop applications, or Web.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [700082],
    title: message("Sign in again: this sign-in was not used for too long."),
    explanation: message("A saved sign-in ends when nothing has used it for about 90 days."),
    actions: [signInAgain],
  },
  {
    codes: [50173, 50132, 50133],
    title: message("Sign in again: the sign-in was revoked."),
    explanation: message(
      "The password was changed, or the person or an administrator ended all sign-ins of this account.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [9001023],
    title: message("This way of signing in needs the directory."),
    explanation: message(
      "It does not work at the endpoints for all accounts. Use the Directory (tenant) ID.",
    ),
    actions: [],
  },
  {
    codes: [70016],
    title: message("The code was not typed in yet."),
    explanation: message("Microsoft still waits for someone to finish the sign-in with the code."),
    actions: [signInAgain],
  },
  {
    codes: [70018],
    title: message("The code was mistyped."),
    explanation: message("Microsoft does not know the code. Start again to get a new one."),
    actions: [signInAgain],
  },
  {
    codes: [70019],
    title: message("The code has expired."),
    explanation: message("A code works for about 15 minutes. Start again to get a new one."),
    actions: [signInAgain],
  },
];
