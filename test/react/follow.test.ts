import { expect, it } from 'vitest'
import type { ProviderOptions } from '../../src/react/provider-options'
import { follow } from '../../src/react/follow'
import { createGainloop, made } from './recorder'

const token = async (): Promise<string> => 'the latest'
const ada = { id: 'u_1', traits: { plan: 'pro', teams: ['a'] } }
const circular: Record<string, unknown> = {}
circular.self = circular

const rows: [what: string, before: Partial<ProviderOptions>, next: Partial<ProviderOptions>, told: unknown[][]][] = [
  ['another language', { language: 'en' }, { language: 'de' }, [['setLanguage', 'de']]],
  ['a language left out again is the page’s own', { language: 'de' }, {}, [['setLanguage', '']]],
  ['another theme', {}, { theme: 'dark' }, [['setTheme', 'dark']]],
  ['a theme left out again is the default', { theme: 'dark' }, {}, [['setTheme', 'auto']]],
  ['the default theme, named, is nothing new', {}, { theme: 'auto' }, []],
  ['no need to wait for consent any more', { consent: 'wait' }, {}, [['consent', true]]],
  ['consent withdrawn', {}, { consent: 'wait' }, [['consent', false]]],
  ['a user who logs in', {}, { user: ada }, [['identify', { ...ada, token }]]],
  ['another user', { user: ada }, { user: { id: 'u_2' } }, [['identify', { id: 'u_2', token }]]],
  ['a user who logs out', { user: ada }, {}, [['reset']]],
  ['the same user in a new object is nothing new', { user: ada }, { user: structuredClone(ada) }, []],
  [
    'other traits',
    { user: ada },
    { user: { id: 'u_1', traits: {} } },
    [['identify', { id: 'u_1', traits: {}, token }]],
  ],
  [
    'another token of the user',
    { user: { ...ada, token: 'a' } },
    { user: { ...ada, token: 'b' } },
    [['identify', { ...ada, token }]],
  ],
  [
    'another token beside the user',
    { user: ada, token: 'a' },
    { user: ada, token: 'b' },
    [['identify', { ...ada, token }]],
  ],
  ['a token beside nobody is taken when it is needed', { token: 'a' }, { token: 'b' }, []],
  [
    'another function for a token is nothing new',
    { user: ada, token: () => token() },
    { user: ada, token: () => token() },
    [],
  ],
  [
    'traits that are not JSON are passed on, to be told there',
    { user: { id: 'u_1', traits: circular } },
    { user: { id: 'u_1', traits: { circular } } },
    [['identify', { id: 'u_1', traits: { circular }, token }]],
  ],
  ['an option that is read once', { endpoint: '/a' }, { endpoint: '/b' }, []],
]

it.each(rows)('%s', (_, before, next, told) => {
  const running = createGainloop({ playbook: '/playbook.json' })
  follow(running, { playbook: '/playbook.json', ...before }, { playbook: '/playbook.json', ...next }, token)
  expect(made.at(-1)?.calls).toEqual(told)
})
