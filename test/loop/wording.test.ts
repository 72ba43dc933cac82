import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createWording } from '../../src/loop/wording'
import { english } from '../../src/ui/languages'
import { translation as german } from '../../src/ui/languages/de'

const report = vi.fn()
const fetchTranslation = vi.fn(async (_tag: string) => ({ translation: german }))
const wordingWith = (address?: 'formal' | 'informal') => createWording({ fetchTranslation, address, report })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.clearAllMocks()
})

describe('The words of a card', () => {
  test('are not known until they are loaded', async () => {
    const wording = wordingWith()
    expect(wording.of('de')).toBeUndefined()
    await wording.load('de')
    expect(wording.of('de')).toEqual({ language: 'de', messages: german.messages })
  })

  test('are fetched once for each language', async () => {
    const wording = wordingWith()
    await Promise.all([wording.load('de-AT'), wording.load('de-AT')])
    await wording.load('de-AT')
    expect(fetchTranslation.mock.calls).toEqual([['de']])
    expect(wording.of('de-AT')?.language).toBe('de-AT')
  })

  test('address their reader as the playbook says', async () => {
    const wording = wordingWith('formal')
    await wording.load('de')
    expect(wording.of('de')?.messages.lessons).toBe('Ihre Lektionen')
    expect(wording.of('de')?.messages.close).toBe(german.messages.close)
  })

  test.each([
    ['en-GB', 'en-GB'],
    ['sr', 'en'],
  ])('of a card in %s are English in %s, without a request', async (language, expected) => {
    const wording = wordingWith()
    await wording.load(language)
    expect(wording.of(language)).toEqual({ language: expected, messages: english.messages })
    expect(fetchTranslation).not.toHaveBeenCalled()
  })

  test('are English where the file can’t be fetched, which is reported, and tried again for the next card', async () => {
    fetchTranslation.mockRejectedValueOnce(new Error('gone'))
    const wording = wordingWith()
    await wording.load('de')
    expect(wording.of('de')).toBe(english)
    expect(report.mock.calls).toEqual([[new Error('gone')]])
    await wording.load('de')
    expect(wording.of('de')?.messages.close).toBe(german.messages.close)
  })

  test('are English after 3 seconds of waiting, and those of the language once they come', async () => {
    let arrive = (_: { translation: typeof german }): void => {}
    fetchTranslation.mockReturnValueOnce(new Promise((resolve) => (arrive = resolve)))
    const wording = wordingWith()
    const loaded = wording.load('de')
    await vi.advanceTimersByTimeAsync(2_999)
    expect(wording.of('de')).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    await loaded
    expect(wording.of('de')).toBe(english)
    arrive({ translation: german })
    await vi.advanceTimersByTimeAsync(0)
    expect(wording.of('de')?.messages.close).toBe(german.messages.close)
    expect(vi.getTimerCount()).toBe(0)
  })
})
