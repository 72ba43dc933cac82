/** Names that Gainloop gives: to its storage, and to new things. */

/** The name of everything Gainloop keeps for one global: database, storage key, lock, channel. */
export const storageName = (name = 'gainloop'): string => (name === 'gainloop' ? name : `gainloop:${name}`)

/** 122 random bits or more: a UUID (RFC 9562), or four numbers in insecure contexts, which have no `randomUUID`. */
export const uuid = (): string => crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-')
