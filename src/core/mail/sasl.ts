import { Failure } from "../failure";

/**
 * Refuses values that would break out of a XOAUTH2 frame (`user=…^Aauth=Bearer …^A^A`) or of its protocol
 * line. Libraries differ in whether they check this, so it is done before any of them.
 * @throws Failure `input.invalid` (input `address` or `token`)
 */
export function checkSaslValues(user: string, accessToken: string): void {
  refuse("address", user);
  refuse("token", accessToken);
}

/**
 * Refuses an address that would break out of `MAIL FROM:<…>` or a header.
 * @throws Failure `input.invalid` (input `address`)
 */
export function checkAddress(address: string): void {
  refuse("address", address);
  if (/[\s<>"\\]/u.test(address)) {
    throw new Failure("input.invalid", "The address cannot be sent: brackets, quotes or spaces.", {
      input: "address",
      problem: "brackets",
    });
  }
}

function refuse(input: string, value: string): void {
  const problem = value === "" ? "empty" : /\p{Cc}/u.test(value) ? "control characters" : undefined;
  if (problem !== undefined) {
    throw new Failure("input.invalid", `The ${input} cannot be sent: ${problem}.`, {
      input,
      problem,
    });
  }
}
