import { expect, test } from 'vitest'
import { terminal } from './io'

test('gainloop schema prints the playbook’s schema, and the events’ when asked', async () => {
  const playbook = await terminal(['schema'])
  expect(playbook.code).toBe(0)
  expect(JSON.parse(playbook.out.join('\n'))).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    properties: { lessons: expect.anything() },
  })
  const events = JSON.parse((await terminal(['schema', '--events'])).out.join('\n'))
  expect(JSON.stringify(events)).toContain('gainloop.rating.given')
})

test('gainloop schema writes both into a folder', async () => {
  const { code, out, written } = await terminal(['schema', '--out', 'dist'])
  expect([code, out]).toEqual([0, []])
  expect(Object.keys(written)).toEqual(['dist/playbook.schema.json', 'dist/events.schema.json'])
})
