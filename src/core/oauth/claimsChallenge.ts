/**
 * The claims that a `WWW-Authenticate` header asks for, as the JSON text a token request carries: they come in base64
 * or as they are. Source: Entra "claims-challenge".
 * @returns undefined when there are none, or what is there is no JSON object
 */
export function claimsOf(wwwAuthenticate: string | undefined): string | undefined {
  const value = /\bclaims\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(wwwAuthenticate ?? "")?.[1];
  if (value === undefined) return undefined;
  const plain = value.replace(/\\(.)/g, "$1");
  return [plain, Buffer.from(plain, "base64").toString("utf8")].find(isJsonObject);
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
