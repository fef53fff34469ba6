import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type JsonWebKey,
} from "node:crypto";

/** The tenant's signing key: made anew for each sandbox. */
export interface SigningKey {
  /** The public half, as the JWKS endpoint shows it. */
  readonly jwk: JsonWebKey;
  /** A JWT of these claims, RS256 (RFC 7519, RFC 7518 §3.3). */
  sign(claims: Readonly<Record<string, unknown>>): string;
  /** The claims; `undefined` when it is not a JWT of this key. Says nothing about times. */
  verify(jwt: string): Record<string, unknown> | undefined;
}

export function createSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = createPublicKey(privateKey.export({ type: "pkcs8", format: "pem" })).export({
    format: "jwk",
  });
  const kid = createHash("sha1").update(String(jwk.n)).digest("base64url");
  const header = { typ: "JWT", alg: "RS256", x5t: kid, kid };
  return {
    jwk: { ...jwk, use: "sig", kid, x5t: kid },
    sign: (claims) => {
      const input = `${encode(header)}.${encode(claims)}`;
      return `${input}.${sign("sha256", Buffer.from(input), privateKey).toString("base64url")}`;
    },
    verify: (jwt) => {
      const [head, payload, signature, ...rest] = jwt.split(".");
      if (!head || !payload || !signature || rest.length > 0) return undefined;
      const input = Buffer.from(`${head}.${payload}`);
      if (!verify("sha256", input, publicKey, Buffer.from(signature, "base64url")))
        return undefined;
      return JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Record<
        string,
        unknown
      >;
    },
  };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
