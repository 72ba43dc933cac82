import type { PlaybookInput } from '../../../src/playbook/schema'

/** Small, in two languages, with one ask after three days and one for each week. */
export const playbook = {
  version: 1,
  id: 'postcard',
  name: { en: 'Better campaigns', de: 'Bessere Kampagnen' },
  languages: ['en', 'de'],
  segments: { novice: { 'traits.sent': { $lt: 5 } } },
  limits: { quiet: '0s' },
  actions: {
    'campaign.sent': {
      ask: {
        question: { en: 'Did “{{moment.label}}” work?', de: 'Hat „{{moment.label}}“ gewirkt?' },
        obstacles: [{ id: 'opens', label: { en: 'Few opened it', de: 'Wenige öffneten sie' } }],
      },
    },
    'list.grown': {
      ask: {
        question: { en: 'Did your list grow?', de: 'Ist Ihre Liste gewachsen?' },
        when: { digest: { every: '1w', sum: 'contacts', atLeast: 10 } },
      },
    },
    'offer.made': {
      ask: { question: { en: 'Sold?', de: 'Verkauft?' }, if: { 'traits.plan': 'pro' }, when: { after: '1d' } },
    },
  },
  lessons: [
    {
      id: 'subject-lines',
      kind: 'tips',
      title: { en: 'Write the subject line last', de: 'Die Betreffzeile zuletzt schreiben' },
      points: [{ en: 'Under nine words.', de: 'Unter neun Wörtern.' }],
      commit: { en: 'Next time I’ll write the subject last.', de: 'Nächstes Mal schreibe ich den Betreff zuletzt.' },
      for: { bands: ['missed', 'partly'] },
    },
    {
      id: 'keep-it-up',
      kind: 'tips',
      title: { en: 'Do it again', de: 'Noch einmal' },
      points: [{ en: 'Save it as a template.', de: 'Als Vorlage speichern.' }],
      for: { bands: ['reached'] },
    },
  ],
} satisfies PlaybookInput
