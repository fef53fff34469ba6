import { type Message, message } from "../../base/message";
import { isFailure } from "../../core/failure";
import { readServerAddress } from "../../core/mail/serverAddress";

/** What is wrong with the name of a server; undefined = nothing. */
export function serverProblem(text: string, port: number): Message | undefined {
  try {
    readServerAddress(text, port);
    return undefined;
  } catch (error) {
    if (!isFailure(error, "input.invalid")) throw error;
    return error.facts["problem"] === "port"
      ? message("A port is a number from 1 to 65535.")
      : message(
          "Type a host such as {0}, without https and without a path.",
          "mail.contoso.com:993",
        );
  }
}
