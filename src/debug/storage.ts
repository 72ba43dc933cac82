/** Where the book really is: what was asked for may have failed, and then it is elsewhere. */
import type { Cell } from '../host/cell'
import { databaseCell } from '../host/database'
import { keyedCell, webStorage } from '../host/fallback'
import type { Stored } from '../host/stored'
import type { GainloopOptions } from '../api'

const kept = async (cell: Cell): Promise<Stored | undefined> => {
  try {
    const { book, wake } = (await cell.kept()).found
    return { book, wake, outbox: (await cell.waiting()).found }
  } catch {
    return undefined
  }
}

const places = (name: string, storage: GainloopOptions['storage'] = 'local'): [string, Cell][] =>
  storage === 'memory'
    ? []
    : storage === 'session'
      ? [['sessionStorage', keyedCell(webStorage('sessionStorage'), name)]]
      : storage === 'local'
        ? [
            ['IndexedDB', databaseCell(name, false)],
            ['localStorage', keyedCell(webStorage('localStorage'), name)],
          ]
        : [['your own adapter', keyedCell(storage, name)]]

/**
 * Finds the place that holds the book the vault gave: "IndexedDB “gainloop”, 3.4 KB". Only reads, and creates nothing.
 * The book is undefined when nothing was written yet.
 */
export function storageFinder(name: string, storage: GainloopOptions['storage']): (book: unknown) => Promise<string> {
  const all = places(name, storage)
  return async (book) => {
    if (book === undefined) return 'nothing is stored yet'
    const wanted = JSON.stringify(book)
    for (const [place, cell] of all) {
      const found = await kept(cell)
      if (JSON.stringify(found?.book) !== wanted) continue
      return `${place} “${name}”, ${(new Blob([JSON.stringify(found)]).size / 1000).toFixed(1)} KB`
    }
    return 'memory: it is gone with this page'
  }
}
