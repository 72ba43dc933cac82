/** The interface's languages. English is built in; each further one will be a chunk of its own, loaded alone. */
import { en } from './en'

/** The interface strings for a language, by key; English where there is no better one. */
export const stringsFor = (_language: string): Record<string, string> => en
