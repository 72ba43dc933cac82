import type { StorageAdapter } from '../api'
import type { Stored } from '../host/stored'
import type { Book } from '../moment/book'

/** A storage in memory that holds this book already. */
export function storageWith(book: Book, name: string): StorageAdapter {
  const stored: Stored = { book, outbox: [] }
  const kept = new Map([[name, JSON.stringify(stored)]])
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
  }
}
