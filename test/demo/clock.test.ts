import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { clockScript } from '../../demo/clock'

const DAY = 86_400_000

it('shifts what a page takes for now, and nothing else', () => {
  const page = runInNewContext(
    `${clockScript(3 * DAY)}; ({ now: Date.now(), fresh: +new Date(), given: +new Date(5), utc: Date.UTC(2026, 0), isDate: new Date() instanceof Date })`,
  )
  const real = Date.now()
  expect(Math.abs(page.now - real - 3 * DAY)).toBeLessThan(5_000)
  expect(Math.abs(page.fresh - real - 3 * DAY)).toBeLessThan(5_000)
  expect(page).toMatchObject({ given: 5, utc: Date.UTC(2026, 0), isDate: true })
})

it('leaves the page’s Date alone when there is nothing to shift', () => {
  expect(runInNewContext(`const before = Date; ${clockScript(0)}; before === Date`)).toBe(true)
})
