import { ANSWERS } from './layout'

/** The name of everything Gainloop keeps for one global: database, storage key, lock, channel. */
export const storageName = (name = 'gainloop'): string => (name === 'gainloop' ? name : `gainloop:${name}`)

/** The key of the answers that are not written down yet. */
export const journalKey = (name: string): string => name + ANSWERS
