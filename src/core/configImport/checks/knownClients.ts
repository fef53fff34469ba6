/** A client ID that belongs to somebody else and that people borrow. */
export interface KnownClient {
  readonly id: string;
  readonly owner: string;
  /** Microsoft's own: they cannot be consented to for other scopes (AADSTS65002). */
  readonly isMicrosofts: boolean;
}

/**
 * Sources: Microsoft's own by Entra's list of first-party applications and the registries of public research; those of
 * Thunderbird by its source and the many configurations that name it. Whether they work for others is up to their owners:
 * the older one of Thunderbird lost its secret (oama#41, #86, #91).
 */
const known: readonly KnownClient[] = [
  { id: "9e5f94bc-e8a4-4e73-b8be-63364c29d753", owner: "Thunderbird", isMicrosofts: false },
  { id: "08162f7c-0fd2-4200-a84a-f25a4db0b584", owner: "Thunderbird", isMicrosofts: false },
  { id: "d3590ed6-52b3-4102-aeff-aad2292ab01c", owner: "Microsoft Office", isMicrosofts: true },
  { id: "04b07795-8ddb-461a-bbee-02f9e1bf7b46", owner: "Azure CLI", isMicrosofts: true },
  {
    id: "14d82eec-204b-4c2f-b7e8-296a70dab67e",
    owner: "Microsoft Graph Command Line Tools",
    isMicrosofts: true,
  },
  { id: "aebc6443-996d-45c2-90f0-388ff96faa56", owner: "Visual Studio Code", isMicrosofts: true },
  { id: "04f0c124-f2bc-4f59-8241-bf6df9866bbd", owner: "Visual Studio", isMicrosofts: true },
];

export function knownClient(clientId: string): KnownClient | undefined {
  const id = clientId.trim().toLowerCase();
  return known.find((client) => client.id === id);
}
