/** Compiled with the tests: playbooks imported as JSON type-check as they are. */
import adsManager from '../fixtures/playbooks/ads-manager.json'
import emailMarketing from '../fixtures/playbooks/email-marketing.json'
import leadCapture from '../fixtures/playbooks/lead-capture.json'
import smallest from '../fixtures/playbooks/smallest.json'
import uptimeMonitor from '../fixtures/playbooks/uptime-monitor.json'
import type { Playbook, PlaybookInput } from '../../src/playbook/schema'

export const imported: PlaybookInput[] = [adsManager, emailMarketing, leadCapture, smallest, uptimeMonitor]

export const written: Playbook = {
  version: 1,
  id: 'postcard',
  actions: { 'campaign.sent': { ask: { question: 'Did it work?', when: { after: '3d' } } } },
  lessons: [{ id: 'next-time', kind: 'tips', title: 'Next time', points: ['…'], for: {} }],
}

// @ts-expect-error -- a version that does not exist
export const wrongVersion: Playbook = { ...written, version: 2 }
// @ts-expect-error -- a field that is missing
export const withoutLessons: PlaybookInput = { version: 1, id: 'postcard', actions: {} }
