import { message } from "../base/message";
import type { Registration } from "../core/registration/registration";
import type { Button } from "./button";
import type { Ui } from "./parts";
import { secretNotHere } from "./prompts/pickStoredSecret";
import { copySecret } from "./secretClipboard";

/** A button of the notification at the end of a plan; which secret it copies is known when the plan is done. */
export interface NewSecretButton {
  readonly button: Button;
  /** @param keyId undefined where the value is not stored here */
  made(keyId: string | undefined): void;
}

/** "Copy Client Secret" for the secret that a plan is about to make. */
export function newSecretButton(ui: Ui, { appId }: Pick<Registration, "appId">): NewSecretButton {
  let keyId: string | undefined;
  return {
    button: {
      title: message("Copy Client Secret"),
      run: async () => {
        if (keyId === undefined) return;
        const value = await ui.clientSecrets.read(appId, keyId);
        if (value === undefined) throw secretNotHere();
        await copySecret(value);
        ui.notifier.inform(message("The client secret is on the clipboard for one minute."));
      },
    },
    made: (made) => {
      keyId = made;
    },
  };
}
