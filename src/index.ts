import type { Gainloop, GainloopOptions } from './api'
import { startGainloop } from './gainloop'
import { parts } from './parts'

/**
 * Starts Gainloop in this page. On a server it returns the same object and touches no global.
 * No method throws. Misuse is reported in one `[gainloop]` console line and to `on('error')`.
 *
 * @example
 * const gainloop = createGainloop({ playbook: '/playbook.json', endpoint: '/api/gainloop' })
 * gainloop.track('campaign.sent', { id: 'c_42', label: 'Spring sale' })
 */
export const createGainloop = (options: GainloopOptions): Gainloop => startGainloop(options, parts)

export type * from './api'
export type { EventData, EventType, GainloopEvent } from './delivery/event'
export type { Band, Lesson, LessonKind, Playbook, PlaybookInput, Text } from './playbook/schema'
