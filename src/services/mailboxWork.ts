/** What signs mailboxes in and tests their logins: a bundle of its own, loaded with the first of them. */
export { ClaimsMemory } from "./claimsMemory";
export { attemptLogin } from "./loginAttempt";
export { MailboxGrants } from "./mailboxGrants";
export { MailboxStore } from "./mailboxStore";
export { MailboxSignIns } from "./mailboxSignIns";
export { SecretCanary } from "./secretCanary";
export { TokenAnswers } from "./tokenAnswers";
