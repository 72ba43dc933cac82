import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeUrl, urlIn } from '../../src/playbook/url'

describe('Safe to link to', () => {
  test.each([
    'https://example.com',
    'https://example.com/a?b=c#d',
    'HTTPS://EXAMPLE.COM',
    'https://münchen.example/ä',
    'mailto:help@example.com?subject=Hi',
    '/help',
    'help/segments',
    '#top',
    '?page=2',
    './x',
    '../x',
    '/a:b',
    'dQw4w9WgXcQ',
  ])('%s', (url) => {
    expect(safeUrl(url)).toBe(url)
  })
})

describe('Not safe to link to', () => {
  test.each([
    '',
    ' ',
    'http://example.com',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:https://example.com/x',
    'file:///etc/passwd',
    'ftp://example.com',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    'https:evil.example',
    'https:/evil.example',
    'https://',
    'https://user:pass@example.com',
    'https://good.example@evil.example',
    'https://example.com\\@evil.example',
    '/x\u0000',
    '/x\u0085',
    '/x ',
    'x:y',
    'mailto:',
  ])('%j', (url) => {
    expect(safeUrl(url)).toBeUndefined()
  })

  test('is anything that a browser would take to another scheme or host than it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'/\\:@?#.ahtpsjvci \t\n\u0000%') }), (url) => {
        if (safeUrl(url) === undefined) return
        const { protocol, origin, username } = new URL(url, 'https://page.example/a/b')
        expect(['https:', 'mailto:']).toContain(protocol)
        expect(username).toBe('')
        if (!/^(https:\/\/|mailto:)/i.test(url)) expect(origin).toBe('https://page.example')
      }),
      { numRuns: 5000 },
    )
  })
})

describe('A URL by language', () => {
  const url = { en: '/en', de: '/de', ar: 'javascript:alert(1)' }
  test.each([
    ['its own', url, 'de', '/de'],
    ['the default’s', url, 'ja', '/en'],
    ['none when its own is not safe', url, 'ar', undefined],
    ['none for a name every object has', url, 'constructor', '/en'],
    ['the same for all', '/x', 'de', '/x'],
    ['none where there is none', {}, 'de', undefined],
  ])('gives %s', (_, urls, language, expected) => {
    expect(urlIn(urls, language, 'en')).toBe(expected)
  })
})
