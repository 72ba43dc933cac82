/** What PostHog's servers answer, as far as its surveys need it: one survey with one rating question, and every other product switched off. */
export const POSTHOG_KEY = 'bench'
/** The event that brings up the survey. */
export const POSTHOG_EVENT = 'campaign sent'
export const POSTHOG_THANKS = 'Thank you for telling us'

const survey = {
  id: 'bench',
  name: 'Result',
  description: '',
  type: 'popover',
  linked_flag_key: null,
  targeting_flag_key: null,
  internal_targeting_flag_key: null,
  questions: [
    {
      id: 'result',
      type: 'rating',
      question: 'Did “Spring sale” bring the results you wanted?',
      display: 'emoji',
      scale: 3,
      lowerBoundLabel: 'Not yet',
      upperBoundLabel: 'Yes',
      skipSubmitButton: true,
    },
  ],
  conditions: { events: { repeatedActivation: true, values: [{ name: POSTHOG_EVENT }] } },
  appearance: {
    displayThankYouMessage: true,
    thankYouMessageHeader: POSTHOG_THANKS,
    surveyPopupDelaySeconds: 0,
    whiteLabel: true,
  },
  schedule: 'always',
  start_date: '2026-01-01T00:00:00Z',
  end_date: null,
  current_iteration: null,
  current_iteration_start_date: null,
}

const config = {
  token: POSTHOG_KEY,
  surveys: true,
  sessionRecording: false,
  autocapture_opt_out: true,
  heatmaps: false,
  capturePerformance: false,
  captureDeadClicks: false,
  autocaptureExceptions: false,
  hasFeatureFlags: false,
  supportedCompression: ['gzip-js'],
  siteApps: [],
  toolbarParams: {},
  isAuthenticated: false,
  defaultIdentifiedOnly: true,
}

interface Answer {
  body: string
  type: string
  cache: string
}

/** @returns undefined for a path that is none of PostHog's */
export function posthogAnswer(path: string): Answer | undefined {
  const json = (value: unknown): Answer => ({
    body: JSON.stringify(value),
    type: 'application/json',
    cache: 'no-store',
  })
  switch (path) {
    case `/array/${POSTHOG_KEY}/config`:
      return json(config)
    case `/array/${POSTHOG_KEY}/config.js`: {
      const all = JSON.stringify({ [POSTHOG_KEY]: { config, siteApps: [] } })
      return { body: `window._POSTHOG_REMOTE_CONFIG=${all}`, type: 'text/javascript', cache: 'public, max-age=300' }
    }
    case '/api/surveys/':
      return json({ surveys: [survey] })
    case '/flags/':
      return json({ ...config, flags: {}, featureFlags: {}, errorsWhileComputingFlags: false })
    case '/e/':
    case '/i/v0/e/':
      return json({ status: 1 })
    default:
      return undefined
  }
}
