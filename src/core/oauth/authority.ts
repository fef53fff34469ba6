/** Tenant of all personal Microsoft accounts (outlook.com, hotmail.com, live.com). */
export const consumersTenantId = "9188040d-6c67-4c5b-b112-36a304b66dad";
