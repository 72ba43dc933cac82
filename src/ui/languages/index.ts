/** The interface's languages. English is built in; each further one will be a chunk of its own, loaded alone. */
import { everyday } from './en/everyday'

let english: Record<string, string> = everyday

/** Fetches what English says only rarely. */
export const fetchRarer = async (): Promise<void> => {
  const { rarer } = await import('./en/rarer')
  english = { ...everyday, ...rarer }
}

/** The interface strings for a language, by key; English where there is no better one. */
export const stringsFor = (_language: string): Record<string, string> => english
