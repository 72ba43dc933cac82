import { expect, it } from 'vitest'
import { sizes } from '../size'

it.each(sizes())('$what is within its $limit bytes, gzipped', ({ bytes, limit }) => {
  expect(bytes).toBeLessThanOrEqual(limit)
})
