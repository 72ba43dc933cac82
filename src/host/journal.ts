/**
 * Keeps an entry in the very turn it is put: what the user says must outlive a page that is left in the same instant, and a
 * database that hangs. IndexedDB answers later, so this is in a key-value storage, and only until the entry is in the vault.
 */
import type { StorageAdapter } from '../api'

export interface JournalEntry {
  id: string
}

export interface Journal<T extends JournalEntry> {
  /** Returns whether the entry is kept already: false where the storage answers later, fails, or is memory alone. */
  put(entry: T): boolean
  remove(id: string): void
  /** What is there, oldest first: of this page, of other tabs, and of pages that are gone. Never rejects. */
  read(): Promise<T[]>
  /** Forgets everything. */
  clear(): void
}

/** @param storage undefined keeps nothing */
export function openJournal<T extends JournalEntry>(storage: StorageAdapter | undefined, key: string): Journal<T> {
  /** What this page knows to be there: an adapter that answers later can't be read before it is written. */
  let own: T[] = []

  const write = (entries: T[]): unknown =>
    entries[0] ? storage?.set(key, JSON.stringify(entries)) : storage?.remove(key)

  /** Changes what is there. Returns true when it was written at once. */
  const change = (step: (entries: T[]) => T[]): boolean => {
    own = step(own)
    if (!storage) return false
    try {
      const found = storage.get(key)
      const written = write(isPromise(found) ? own : step(parse<T>(found)))
      const later = [found, written].filter(forgiven)
      return later.length === 0
    } catch {
      return false
    }
  }

  return {
    put: (entry) => change((entries) => [...entries.filter(({ id }) => id !== entry.id), entry]),
    remove: (gone) => void change((entries) => entries.filter(({ id }) => id !== gone)),
    async read() {
      try {
        const found = parse<T>((await storage?.get(key)) ?? null)
        own = [...own, ...found.filter(({ id }) => own.every((entry) => entry.id !== id))]
        return found
      } catch {
        return []
      }
    },
    clear: () => void change(() => []),
  }
}

const isPromise = (value: unknown): value is Promise<unknown> => typeof (value as Promise<unknown>)?.then === 'function'

/** Whether it is a promise; a rejection is ignored, for the vault keeps the answer as well. */
function forgiven(value: unknown): boolean {
  if (!isPromise(value)) return false
  value.then(undefined, () => {})
  return true
}

/** What can't be read is taken as empty. */
function parse<T extends JournalEntry>(text: string | null): T[] {
  try {
    const entries: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(entries) ? entries.filter((entry) => typeof entry?.id === 'string') : []
  } catch {
    return []
  }
}
