import type { ApplicationDirectory, ConsentDirectory, PeopleDirectory } from "../../core/ports";
import { GraphConnection, type GraphDeps } from "./graph/graphConnection";
import { GraphApplications } from "./graphApplications";
import { GraphConsent } from "./graphConsent";
import { GraphPeople } from "./graphPeople";

/** Everything that is asked of Microsoft Graph. */
export interface Graph {
  readonly applications: ApplicationDirectory;
  readonly consent: ConsentDirectory;
  readonly people: PeopleDirectory;
}

/** The adapters to Microsoft Graph over one connection. Sends nothing by itself. */
export function connectGraph(deps: GraphDeps): Graph {
  const connection = new GraphConnection(deps);
  return {
    applications: new GraphApplications(connection),
    consent: new GraphConsent(connection),
    people: new GraphPeople(connection),
  };
}
