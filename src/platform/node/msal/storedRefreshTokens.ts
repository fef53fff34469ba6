import type { TokensOf } from "../../../core/mailbox/mailbox";
import type { RefreshTokenReader, SecretStore } from "../../../core/ports";
import { tokenCacheKey } from "../../../core/secretKeys";
import { parseCache, refreshTokenOf } from "./tokenCacheEntry";

/** Refresh tokens as they lie in the entries of signed-in mailboxes. */
export class StoredRefreshTokens implements RefreshTokenReader {
  constructor(private readonly secrets: Pick<SecretStore, "get">) {}

  async read(tokens: TokensOf): Promise<string | undefined> {
    const found = refreshTokenOf(parseCache(await this.secrets.get(tokenCacheKey(tokens))));
    return typeof found === "string" && found !== "" ? found : undefined;
  }
}
