import { withTimeout } from "../../../base/async";
import type { Cloud } from "../../../core/cloud";
import { type LicenceReading, readLicences } from "../../../core/mail/licence";
import type { LicenceReader } from "../../../core/ports";
import { StageRecorder } from "../mail/stageRecorder";
import { readGraphAnswer } from "./graphMailAnswer";
import { exchangeHttps } from "./httpsExchange";

/** The licence explains a refusal and decides nothing: it is not waited for longer. */
const limit = 10_000;

/** The plans of who signed in, by Graph's "List licenseDetails", for which User.Read is enough. */
export class GraphLicences implements LicenceReader {
  async read(cloud: Cloud, accessToken: string, signal: AbortSignal): Promise<LicenceReading> {
    const recorder = unseen();
    try {
      const answer = await withTimeout(limit, signal, (bounded) =>
        exchangeHttps(
          {
            host: cloud.graphHost,
            port: 443,
            method: "GET",
            path: "/v1.0/me/licenseDetails?$select=servicePlans",
            accessToken,
          },
          recorder,
          "authenticate",
          { onTls: () => undefined, signal: bounded },
        ),
      );
      const { answer: status, json } = readGraphAnswer(answer, (text) => text);
      return status.accepted ? readLicences(json) : "unknown";
    } finally {
      recorder.stop();
    }
  }
}

/** Stages that nobody is told of. */
function unseen(): StageRecorder {
  return new StageRecorder({
    onStage: () => undefined,
    onTimeout: () => undefined,
    clean: (text) => text,
  });
}
