/** The pages that are compared: nothing but a heading, and the script in question embedded as its docs say. */
import { LESSON } from './playbook'
import { POSTHOG_EVENT, POSTHOG_KEY, POSTHOG_THANKS } from './posthog'

export interface Contestant {
  name: string
  /** In the head, after the probe. */
  head: string
  /** An object literal of the type `Subject` in `probe.ts`, in the page's own language. */
  subject: string
}

export const BLANK = 'blank page'

/** The floor of every measurement: what a page pays that adds a heading and a button, and replaces them. */
const blank: Contestant = {
  name: BLANK,
  head: '',
  subject: `{
    trigger() {
      const card = document.createElement('section')
      card.style.cssText = 'position:fixed;inset:auto 16px 16px auto;padding:16px;background:#eee'
      card.innerHTML = '<h2>Did it work?</h2><button>Yes</button>'
      card.lastChild.onclick = () => { card.innerHTML = '<h3>Thank you</h3>' }
      document.body.append(card)
    },
    card: () => document.querySelector('section'),
    answer: () => document.querySelector('section button'),
    result: () => document.querySelector('section h3'),
  }`,
}

type EmbedFile = 'gainloop.js' | 'gainloop.all.js'

/** The tags of the README. @param build the name under which the folder with the built files is served */
export function embedTags(build: string, file: EmbedFile, endpoint = '/endpoint'): string {
  const module = file === 'gainloop.js' ? ' type="module"' : ''
  return `<script>typeof gainloop=='function'||(window.gainloop=function(){(gainloop.q=gainloop.q||[]).push(arguments)})</script>
<script async${module} src="/build/${build}/${file}" data-playbook="/playbook.json" data-endpoint="${endpoint}"></script>
<script>gainloop('identify', { id: 'u_1', traits: { plan: 'pro' } })</script>`
}

function gainloop(name: string, build: string, file: EmbedFile): Contestant {
  return {
    name,
    head: embedTags(build, file),
    subject: `{
      prepare() {
        gainloop('track', 'bench.later', { id: 'c_1', label: 'Autumn sale' })
        return gainloop('flush')
      },
      trigger: () => gainloop('track', 'bench.now', { id: crypto.randomUUID(), label: 'Spring sale' }),
      root: () => document.querySelector('gainloop-card')?.shadowRoot,
      card: () => bench.root()?.querySelector('[role=radiogroup]'),
      answer: () => [...bench.root().querySelectorAll('[role=radiogroup] *')].findLast(({ textContent }) => textContent.trim() === 'Yes'),
      result: () => [...(bench.root()?.querySelectorAll('h2,h3') ?? [])].find(({ textContent }) => textContent.includes(${JSON.stringify(LESSON)})),
    }`,
  }
}

const posthog: Contestant = {
  name: 'PostHog surveys',
  head: `<script>
window.posthog = Object.assign([], { _i: [], people: [], __SV: 1 })
posthog._i.push([${JSON.stringify(POSTHOG_KEY)}, {
  api_host: location.origin,
  autocapture: false,
  capture_pageview: false,
  capture_pageleave: false,
  disable_session_recording: true,
  opt_out_useragent_filter: true,
}, 'posthog'])
</script><script async src="/static/array.js"></script>`,
  subject: `{
    trigger: () => posthog.capture(${JSON.stringify(POSTHOG_EVENT)}),
    root: () => document.querySelector('[class^=PostHogSurvey]')?.shadowRoot,
    card: () => bench.root()?.querySelector('.ratings-emoji'),
    answer: () => bench.root().querySelector('.ratings-emoji'),
    result: () => [...(bench.root()?.querySelectorAll('h3,.thank-you-message-header') ?? [])].find(({ textContent }) => textContent.includes(${JSON.stringify(POSTHOG_THANKS)})),
  }`,
}

const sentry: Contestant = {
  name: 'Sentry feedback',
  head: `<script type="module" async src="/sentry.js"></script>`,
  subject: `{
    async trigger() {
      const form = await feedback.createForm()
      form.appendToDom()
      form.open()
    },
    root: () => document.querySelector('#sentry-feedback')?.shadowRoot,
    card: () => bench.root()?.querySelector('textarea'),
    answer() {
      bench.card().value = 'Yes'
      return bench.root().querySelector('button[type=submit]')
    },
    result: () => bench.root()?.querySelector('.success__content'),
  }`,
}

/** @param others names of further builds of Gainloop to compare with */
export const contestants = (others: readonly string[]): Contestant[] => [
  blank,
  ...['', ...others].flatMap((build) => {
    const suffix = build && `, ${build}`
    return [
      gainloop(`Gainloop${suffix}`, build || 'dist', 'gainloop.js'),
      gainloop(`Gainloop, one file${suffix}`, build || 'dist', 'gainloop.all.js'),
    ]
  }),
  posthog,
  sentry,
]

export const pageOf = ({ head, subject }: Contestant): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,">
<script>globalThis.bench = ${subject}</script>
${head}</head><body><h1>Bench</h1><p>A page.</p></body></html>`
