import { type Protocol, protocols } from "./protocols";

/**
 * The JSON that servers other than Exchange Online show before they refuse a token, in base64. The client then sends
 * an empty response and is refused (Google "OAuth 2.0 Mechanism", "Error response").
 */
export function challengeFor(protocol: Protocol): string {
  const challenge = { status: "401", schemes: "bearer", scope: protocols[protocol].scope };
  return Buffer.from(JSON.stringify(challenge)).toString("base64");
}
