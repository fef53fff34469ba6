import { message } from "../../../base/message";
import {
  type AadstsEntry,
  chooseManagementClient,
  rotateSecret,
  signInAgain,
  storeSecret,
} from "./entry";

/** Causes that lie in the registration: its URIs, platforms, permissions, secrets and certificates. */
export const registrationEntries: readonly AadstsEntry[] = [
  {
    codes: [50011],
    title: message("The redirect URI is not registered."),
    explanation: message(
      "The sign-in named a redirect URI that this registration does not have on that platform, character by character. Add it, for a program on a computer http://localhost under Mobile and desktop applications.",
    ),
    actions: [],
  },
  {
    codes: [500113, 900971],
    title: message("The registration has no redirect URI."),
    explanation: message(
      "There is none at all, or only one on another platform. Add http://localhost under Mobile and desktop applications, or the callback of your server under Web.",
    ),
    actions: [],
  },
  {
    codes: [500112],
    title: message("The sign-in used two different redirect URIs."),
    explanation: message(
      "The code was asked for with one redirect URI and redeemed with another. Both requests must name the same.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [700016, 70001],
    title: message("No such registration in this directory."),
    explanation: message(
      "The Application (client) ID is wrong, the registration lives in another directory, or it was made seconds ago and is not known everywhere yet. A secret ID or an address in place of the client ID looks the same.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [50194],
    title: message("This registration is for one directory only."),
    explanation: message(
      "It is single tenant, and the sign-in went to an endpoint for all directories. Sign in at its own Directory (tenant) ID, or widen the supported accounts.",
    ),
    actions: [],
  },
  {
    codes: [9002332, 90130, 90124],
    title: message("This registration does not take accounts of this kind."),
    explanation: message(
      "It is for work or school accounts, and the sign-in went to an endpoint for personal or for all accounts. Widen the supported accounts, or sign in with a work account.",
    ),
    actions: [],
  },
  {
    codes: [650056, 650057, 65005],
    title: message("The permission is not in the registration."),
    explanation: message(
      "The sign-in asked for something the registration does not list under API permissions. Add the permission there, then sign in again.",
    ),
    actions: [signInAgain],
  },
  {
    codes: [65006],
    title: message("A declared permission was not accepted."),
    explanation: message(
      "Asking for everything the registration declares failed because one permission is not valid for it. Ask for single permissions, or give mail a registration of its own.",
    ),
    actions: [],
  },
  {
    codes: [65002],
    title: message("This client may not ask for that permission."),
    explanation: message(
      "The sign-in used a client ID that belongs to Microsoft, and Microsoft has not given it this permission. No consent can change that: sign in with a client ID of your own.",
    ),
    actions: [chooseManagementClient],
  },
  {
    codes: [700054, 70005],
    title: message("The sign-in asked for an answer the registration does not allow."),
    explanation: message(
      "The implicit flow is off, and should stay off for mail. The program should use the authorization code flow.",
    ),
    actions: [],
  },
  {
    codes: [7000218],
    title: message("Microsoft expects a client secret."),
    explanation: message(
      "The redirect URI stands under Web, so the registration counts as a server; or public client flows are off. Move the URI to Mobile and desktop applications and allow public client flows, or send the secret.",
    ),
    actions: [],
  },
  {
    codes: [700025],
    title: message("A secret was sent where none is allowed."),
    explanation: message(
      "The redirect URI stands under Mobile and desktop applications, so the registration counts as a public client. Leave out the secret, or move the URI to Web.",
    ),
    actions: [],
  },
  {
    codes: [7000215, 70002],
    title: message("The client secret was not accepted."),
    explanation: message(
      "Often the secret's ID was used in place of its value, or the secret belongs to another registration. A secret made less than two minutes ago may not be known everywhere yet.",
    ),
    actions: [storeSecret, signInAgain],
  },
  {
    codes: [7000222],
    title: message("The client secret has expired."),
    explanation: message(
      "Its end date has passed. Make a new one and give it to every program that uses this registration.",
    ),
    actions: [rotateSecret],
  },
  {
    codes: [700027, 700030, 50012],
    title: message("The certificate was not accepted."),
    explanation: message(
      "It is not uploaded to this registration, its thumbprint differs, or a clock is wrong. Compare the thumbprints under Certificates & secrets.",
    ),
    actions: [],
  },
  {
    codes: [9002326, 9002327],
    title: message("The redirect URI is on the wrong platform."),
    explanation: message(
      "It stands under Single-page application, which only works inside a web page. Move it to Mobile and desktop applications.",
    ),
    actions: [],
  },
];
