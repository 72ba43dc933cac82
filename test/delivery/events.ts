/** Events to send, by the composer itself. */
import { composeEvent } from '../../src/delivery/compose'
import type { GainloopEvent } from '../../src/delivery/event'

export const NOON = Date.UTC(2026, 2, 3, 12)

export const rating = (id: string, subject = 'u_81', comment?: string, now = NOON): GainloopEvent =>
  composeEvent(
    'gainloop.rating.explained',
    { moment: 'c_42', action: 'campaign.sent', rating: id, language: 'en', segments: [], ...(comment && { comment }) },
    { playbook: 'postcard', subject, id, now },
  )

export const shown = (id: string, now = NOON): GainloopEvent =>
  composeEvent(
    'gainloop.lesson.shown',
    { lesson: 'next-time', kind: 'tips', language: 'en', segments: [] },
    { playbook: 'postcard', subject: 'u_81', id, now },
  )
