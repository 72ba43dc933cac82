import { readFileSync } from 'node:fs'
import pg from 'pg'
import { expect, test } from 'vitest'
import { event } from './events'
import { freshDatabase, howToGetOne } from './support/postgres'

const page = readFileSync(new URL('../../docs/receiver.md', import.meta.url), 'utf8')
const [create = '', insert = ''] = (/```sql\n([\s\S]*?)```/.exec(page)?.[1] ?? '').split(/\n\n/)

test('The statements in docs/receiver.md store a batch once, and what is new of the next', async ({ skip }) => {
  const client = new pg.Client((await freshDatabase()) ?? skip(howToGetOne()))
  await client.connect()
  try {
    await client.query(create)
    const [first, second, third] = [event('ask.shown'), event('rating.given'), event('lesson.shown')]
    for (const batch of [
      [first, second],
      [first, second],
      [second, third],
    ])
      await client.query(insert, [JSON.stringify(batch)])
    const { rows } = await client.query('SELECT event FROM events ORDER BY id')
    expect(rows.map((row) => row.event)).toEqual([first, second, third])
  } finally {
    await client.end()
  }
})
