/** Storages that fail, as browsers make them fail. */
import type { StorageAdapter } from '../../src/api'

const refuse = (name: string) => (): never => {
  throw new DOMException('Refused', name)
}

export const blocked: StorageAdapter = {
  get: refuse('SecurityError'),
  set: refuse('SecurityError'),
  remove: refuse('SecurityError'),
}

/** Reads, but takes nothing more. */
export const full = (values: Record<string, string> = {}): StorageAdapter => ({
  get: (key) => values[key] ?? null,
  set: refuse('QuotaExceededError'),
  remove: (key) => {
    delete values[key]
  },
})

/** Whatever the key, the same value, until something is set. */
export function holding(value: string | null): StorageAdapter & { value: string | null } {
  return {
    value,
    get() {
      return this.value
    },
    set(_, next) {
      this.value = next
    },
    remove() {
      this.value = null
    },
  }
}

/** Answers later, as a storage over the network does. */
export function slow(): StorageAdapter {
  const values = new Map<string, string>()
  const later = () => new Promise((resolve) => setTimeout(resolve, 1))
  return {
    get: async (key) => {
      await later()
      return values.get(key) ?? null
    },
    set: async (key, value) => {
      await later()
      values.set(key, value)
    },
    remove: async (key) => {
      await later()
      values.delete(key)
    },
  }
}

/** A key-value storage that works, and outlives its vault. */
export function shelf(): StorageAdapter {
  const values = new Map<string, string>()
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  }
}
