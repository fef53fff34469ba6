import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { type AdminConsentLink, consentRedirectUris } from "../../core/consent/adminConsentLink";
import {
  type AdminConsentAnswer,
  readAdminConsentAnswer,
} from "../../core/consent/adminConsentAnswer";
import type { Registration } from "../../core/registration/registration";
import { pickWords, words } from "../localize";
import { pickText } from "../text";
import { back } from "./frame";
import { askPick } from "./pick";
import { askText } from "./text";

/**
 * Where the browser goes after the approval: one of the registration's own addresses.
 * @returns undefined when it has none a browser can be sent to
 */
export async function askConsentRedirectUri(
  title: string,
  registration: Pick<Registration, "redirectUris">,
): Promise<string | undefined> {
  const uris = consentRedirectUris(registration);
  if (uris.length < 2) return uris[0];
  const answer = await askPick(
    { title },
    {
      choices: uris.map((uri) => ({ label: pickText(uri), value: uri })),
      placeholder: words(message("Where should the browser go after the approval?")),
    },
  );
  if (answer === back) throw new CancelledError();
  return answer;
}

/** Which of several links to copy; all of them come as lines. */
export async function askConsentLink(
  title: string,
  links: readonly AdminConsentLink[],
): Promise<readonly AdminConsentLink[]> {
  const [only] = links;
  if (only === undefined || links.length === 1) return links;
  const answer = await askPick<readonly AdminConsentLink[]>(
    { title },
    {
      choices: [
        ...links.map((link) => ({
          label: pickText(link.resourceName),
          description: pickText(link.names.join(", ")),
          ...(link.note === undefined ? {} : { detail: pickWords(link.note) }),
          value: [link],
        })),
        {
          label: words(message("All of them")),
          description: pickWords(message("{0} links, one per line", links.length)),
          value: links,
        },
      ],
      placeholder: words(message("Each API has a link of its own. Which one?")),
    },
  );
  if (answer === back) throw new CancelledError();
  return answer;
}

/** The address at which the browser ended, read. */
export async function askConsentAnswer(title: string, state: string): Promise<AdminConsentAnswer> {
  const answer = await askText(
    { title },
    {
      value: "",
      placeholder: "https://…?admin_consent=True&…",
      prompt: words(message("Paste the address at which the administrator's browser ended")),
      check: (text) =>
        readAdminConsentAnswer(text, state).kind === "notAnAnswer"
          ? message("This is not the answer of the approval page. Paste the whole address.")
          : undefined,
    },
  );
  if (answer === back) throw new CancelledError();
  return readAdminConsentAnswer(answer, state);
}
