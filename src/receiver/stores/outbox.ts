/** The deliveries to webhooks. Several receivers may work on them at once: the one that increments `attempts` owns the delivery. */
import type { Kysely } from 'kysely'
import type { Delivery, WebhookOutbox } from '../store'
import type { Tables } from './tables'

type Database = () => Promise<Kysely<Tables>>

/** @param untimed a database without a time limit, for a statement that may touch many rows */
export function sqlOutbox(database: Database, untimed: Database): WebhookOutbox {
  return {
    async due(hook, now, limit) {
      const rows = await (
        await database()
      )
        .selectFrom('webhook_outbox')
        .select(['subject', 'key', 'hook', 'attempts', 'received', 'body'])
        .where('hook', '=', hook)
        .where('due', '<=', now)
        .orderBy('due')
        .limit(limit)
        .execute()
      return rows.map((row) => ({ ...row, received: Number(row.received) }))
    },

    async claim({ subject, key, hook, attempts }, until) {
      const { numUpdatedRows } = await (
        await database()
      )
        .updateTable('webhook_outbox')
        .set({ due: until, attempts: attempts + 1 })
        .where('subject', '=', subject)
        .where('key', '=', key)
        .where('hook', '=', hook)
        .where('attempts', '=', attempts)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async retry({ subject, key, hook, attempts }, at) {
      await (
        await database()
      )
        .updateTable('webhook_outbox')
        .set({ due: at })
        .where('subject', '=', subject)
        .where('key', '=', key)
        .where('hook', '=', hook)
        // Unless the lease has ended and another receiver owns it by now.
        .where('attempts', '=', attempts + 1)
        .execute()
    },

    async remove({ subject, key, hook }: Delivery) {
      await (
        await database()
      )
        .deleteFrom('webhook_outbox')
        .where('subject', '=', subject)
        .where('key', '=', key)
        .where('hook', '=', hook)
        .execute()
    },

    async abandon(hooks, before) {
      const { numDeletedRows } = await (
        await untimed()
      )
        .deleteFrom('webhook_outbox')
        // PostgreSQL has no empty lists.
        .$if(hooks.length > 0, (query) => query.where('hook', 'not in', hooks))
        .where('received', '<', before)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
