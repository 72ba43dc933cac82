import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { warningsIn } from '../../src/check/warnings'
import type { Playbook, Text } from '../../src/playbook/schema'
import { lesson, playbookOf } from '../lesson/cases'

const cues = (commit: Text, languages = ['en']) =>
  warningsIn(playbookOf([lesson('a', {}, { commit })], { languages })).filter(({ code }) => code === 'no-cue')

describe('A plan', () => {
  it.each([
    'Next time I’ll write the subject line last.',
    'When I next send a campaign, I’ll write the subject line last.',
    'Before I send, I’ll read it aloud.',
    'I’ll read it aloud every Monday.',
  ])('that says when is fine: %s', (commit) => {
    expect(cues(commit)).toEqual([])
  })

  it('that does not say when is warned about, where it stands', () => {
    expect(cues('I’ll write better subject lines.')).toMatchObject([
      { path: '/lessons/0/commit', severity: 'warning', message: expect.stringContaining('does not say when') },
    ])
  })

  it('is read in its own language, and left alone in one whose cues are not known', () => {
    const commit = { en: 'Next time I’ll test.', de: 'Ich teste alles.', ja: '件名を最後に書く。' }
    expect(cues(commit, ['en', 'de', 'ja']).map(({ path }) => path)).toEqual(['/lessons/0/commit/de'])
    expect(cues({ en: 'Next time I’ll test.', de: 'Beim nächsten Mal teste ich.' }, ['en', 'de'])).toEqual([])
  })

  const folder = join(import.meta.dirname, '../../demo/playbooks')
  it.each(readdirSync(folder))('of the bundled playbook %s always says when', (file) => {
    const playbook = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Playbook
    expect(warningsIn(playbook).filter(({ code }) => code === 'no-cue')).toEqual([])
  })
})
