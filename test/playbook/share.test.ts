import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { share } from '../../src/playbook/share'

describe('A share', () => {
  test('is the same today, tomorrow and in the next release', () => {
    expect([share('u_81', 'campaign.sent'), share('holdout', 'u_81')].map((one) => one.toFixed(6)))
      .toMatchInlineSnapshot(`
      [
        "0.144785",
        "0.306144",
      ]
    `)
  })

  test('lies in [0, 1), whatever the names', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (parts) => {
        const found = share(...parts)
        return found >= 0 && found < 1 && found === share(...parts)
      }),
    )
  })

  test('tells apart where one name ends and the next begins', () => {
    expect(share('ab', 'c')).not.toBe(share('a', 'bc'))
  })

  test.each(['user-', 'u', '550e8400-e29b-41d4-a716-4466554400'])(
    'spreads 20,000 names like %s1 evenly over ten bins',
    (prefix) => {
      const bins = new Array<number>(10).fill(0)
      for (let n = 0; n < 20_000; n++) {
        const bin = Math.floor(share(prefix + n, 'campaign.sent') * 10)
        bins[bin] = (bins[bin] ?? 0) + 1
      }
      // Chi-squared with 9 degrees of freedom: 33.7 is passed by chance once in 10,000 times.
      const chi = bins.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)
      expect(chi).toBeLessThan(33.7)
    },
  )

  test('for one action says nothing about that for another', () => {
    let both = 0
    for (let n = 0; n < 20_000; n++) if (share(`u${n}`, 'a') < 0.5 && share(`u${n}`, 'b') < 0.5) both++
    expect(both / 20_000).toBeCloseTo(0.25, 1)
  })
})
