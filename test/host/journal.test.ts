import { describe, expect, it } from 'vitest'
import { openJournal } from '../../src/host/journal'
import { blocked, full, shelf, slow } from './storages'

const entry = (id: string) => ({ id, said: 'Yes' })
const KEY = 'gainloop:answers'

describe('A journal', () => {
  it('keeps an entry in the turn it is put, for the next page', async () => {
    const storage = shelf()
    expect(openJournal(storage, KEY).put(entry('a'))).toBe(true)
    expect(await openJournal(storage, KEY).read()).toEqual([entry('a')])
  })

  it('of two tabs keeps what both have put', async () => {
    const storage = shelf()
    const [one, two] = [openJournal(storage, KEY), openJournal(storage, KEY)]
    one.put(entry('a'))
    two.put(entry('b'))
    one.remove('a')
    expect(await two.read()).toEqual([entry('b')])
  })

  it('leaves nothing behind once every entry is written down', async () => {
    const storage = shelf()
    const journal = openJournal(storage, KEY)
    journal.put(entry('a'))
    journal.remove('a')
    expect(storage.get(KEY)).toBeNull()
  })

  it('in a storage that answers later begins to write at once, and does not say that it is kept', async () => {
    const storage = slow()
    const journal = openJournal(storage, KEY)
    expect(journal.put(entry('a'))).toBe(false)
    await expect.poll(() => openJournal(storage, KEY).read()).toEqual([entry('a')])
  })

  it.each([
    ['blocked', blocked],
    ['full', full()],
    ['none', undefined],
    [
      'rejecting',
      { ...slow(), set: () => Promise.reject(new Error('no')), get: () => Promise.reject(new Error('no')) },
    ],
  ])('in a storage that is %s keeps nothing, and says so', async (_, storage) => {
    const journal = openJournal(storage, KEY)
    expect(journal.put(entry('a'))).toBe(false)
    journal.remove('a')
    journal.clear()
    expect(await journal.read()).toEqual([])
  })

  it.each(['hello', '7', '{}', 'null', '[1, null, {}]'])('takes %s for no entry', async (text) => {
    const storage = shelf()
    void storage.set(KEY, text)
    expect(await openJournal(storage, KEY).read()).toEqual([])
    expect(openJournal(storage, KEY).put(entry('a'))).toBe(true)
    expect(await openJournal(storage, KEY).read()).toEqual([entry('a')])
  })
})
