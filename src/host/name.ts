/** The name of everything Gainloop keeps for one global: database, storage key, lock, channel. */
export const storageName = (name = 'gainloop'): string => (name === 'gainloop' ? name : `gainloop:${name}`)
