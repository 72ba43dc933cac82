import { expect, it } from 'vitest'
import { sizes } from '../size/limits'

it.each(sizes())('$what is within its $limit bytes, gzipped', ({ bytes, limit }) => {
  expect(bytes).toBeLessThanOrEqual(limit)
})
