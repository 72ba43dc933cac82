/** 122 random bits or more: a UUID (RFC 9562), or four numbers in insecure contexts, which have no `randomUUID`. */
export const uuid = (): string => crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-')
