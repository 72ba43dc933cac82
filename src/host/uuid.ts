/** 122 random bits or more: a UUID (RFC 9562), or in insecure contexts, which have no `randomUUID`, 32 hex digits. */
export const uuid = (): string =>
  crypto.randomUUID?.() ??
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
