/** What came back from the approval page. */
export type AdminConsentAnswer =
  | { readonly kind: "granted"; readonly scope: string }
  | { readonly kind: "refused"; readonly error: string; readonly description: string }
  /** The answer to another link. */
  | { readonly kind: "otherState" }
  | { readonly kind: "notAnAnswer" };

/**
 * Reads the address to which the browser was sent back. A refusal also carries `admin_consent=True`, therefore
 * `error` is looked at first. The tenant in it proves nothing and is not read. Source: Entra "admin consent on the
 * Microsoft identity platform".
 * @param text what the person pasted: the whole address, or its query
 */
export function readAdminConsentAnswer(text: string, state: string): AdminConsentAnswer {
  const parameters = parametersOf(text.trim());
  const error = parameters.get("error");
  const granted = parameters.get("admin_consent")?.toLowerCase() === "true";
  if (error === null && !granted) return { kind: "notAnAnswer" };
  // A refusal may come without a state
  if ((parameters.get("state") ?? (error === null ? "" : state)) !== state) {
    return { kind: "otherState" };
  }
  if (error !== null) {
    return { kind: "refused", error, description: parameters.get("error_description") ?? "" };
  }
  return { kind: "granted", scope: parameters.get("scope") ?? "" };
}

function parametersOf(text: string): URLSearchParams {
  const query = /[?#](.*)$/s.exec(text)?.[1] ?? text;
  return new URLSearchParams(query.replace("#", "&"));
}
