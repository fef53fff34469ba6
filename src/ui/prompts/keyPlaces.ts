import { type Message, message } from "../../base/message";
import type { MadeCertificate } from "../../core/registration/certificatePort";
import { pickWords, words } from "../localize";
import type { Ui } from "../parts";
import { askPrivateFile, writePrivateFile } from "../privateFile";
import { type Back, back, type Frame } from "./frame";
import { askPickMany } from "./pick";
import { askText } from "./text";

export type KeyPlace = "editor" | "pem" | "pfx";

const places: Readonly<Record<KeyPlace, { readonly label: Message; readonly detail: Message }>> = {
  editor: {
    label: message("Keep it in this editor"),
    detail: message("In the secret storage, from where it can be saved to a file later."),
  },
  pem: {
    label: message("Write a PEM file"),
    detail: message("Certificate and key as text, not encrypted: keep it where only you can read."),
  },
  pfx: {
    label: message("Write a PFX file"),
    detail: message("Certificate and key, encrypted with a password. Windows and Java read it."),
  },
};

/** Where the private key goes; at least one place, or nobody could use the certificate. */
export function askKeyPlaces(
  frame: Frame,
  ticked: readonly KeyPlace[],
): Promise<readonly KeyPlace[] | Back> {
  const choices = Object.entries(places).map(([place, { label, detail }]) => ({
    label: pickWords(label),
    detail: pickWords(detail),
    value: place as KeyPlace,
  }));
  return askPickMany(frame, {
    choices,
    placeholder: words(message("Where does the private key go? It is made here and never sent.")),
    ticked,
    problem: (values) =>
      values.length === 0
        ? message("Choose at least one place; without its key a certificate is of no use.")
        : undefined,
  });
}

/** A password has at least as many characters. */
const shortestPassword = 8;

/** The password of a PFX file, typed twice. */
export async function askPfxPassword(frame: Frame): Promise<string | Back> {
  for (;;) {
    const password = await askText(frame, {
      value: "",
      placeholder: words(message("Password of the PFX file")),
      prompt: words(message("Whoever opens the file needs it. It is not kept here.")),
      check: (text) =>
        text.length < shortestPassword
          ? message("At least {0} characters.", shortestPassword)
          : undefined,
      hidden: true,
    });
    if (password === back) return back;
    const again = await askText(
      { ...frame, canGoBack: true },
      {
        value: "",
        placeholder: words(message("The same password again")),
        prompt: words(message("Type the password of the PFX file a second time.")),
        check: (text) =>
          text === password ? undefined : message("It differs from the first one."),
        hidden: true,
      },
    );
    if (again !== back) return password;
  }
}

/**
 * Puts a new key to the chosen places, before anything else happens with its certificate, and says where files are.
 * @throws Failure `secret.notKept`, `input.invalid` (input `file`); CancelledError
 */
export async function placeKey(
  ui: Pick<Ui, "certificates" | "notifier">,
  made: MadeCertificate,
  chosen: readonly KeyPlace[],
  password: string,
): Promise<void> {
  const { displayName } = made.draft;
  const pem = `${made.privateKey}${made.certificate}`;
  // First where nobody has to be asked: whatever happens in the dialogs then, the key is safe
  if (chosen.includes("editor")) await ui.certificates.keep(made);
  for (const form of ["pem", "pfx"] as const) {
    if (!chosen.includes(form)) continue;
    const uri = await askPrivateFile(ui, displayName, form);
    const contents =
      form === "pem" ? Buffer.from(pem) : await ui.certificates.pfx(pem, password, displayName);
    ui.notifier.inform(await writePrivateFile(ui, uri, contents));
  }
}
