import { afterEach, expect, it, vi } from 'vitest'
import { createPauses } from '../../src/host/pauses'

afterEach(() => {
  vi.restoreAllMocks()
})

it('gives the page its turn once more than 8 ms have gone by, and counts anew after it', async () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const pause = createPauses()
  now = 8
  expect(pause()).toBeUndefined()
  now = 9
  await pause()
  expect(pause()).toBeUndefined()
  now = 18
  expect(pause()).toBeInstanceOf(Promise)
})
