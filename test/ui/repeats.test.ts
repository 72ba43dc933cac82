import { expect, test } from 'vitest'
import { repeats } from '../../src/ui/repeats'

test.each([
  [
    "Awesome. Let's make sure the next one does as well",
    "Good to hear. Let's make the next one go as well",
    'en',
    true,
  ],
  ['Write the subject line last', 'Good to hear. Let’s make the next one go as well', 'en', false],
  ['Eine Sache fürs nächste Mal', 'Eine Sache für das nächste Mal', 'de', true],
  ['次は件名を最後に書く', '次回に試したいこと', 'ja', false],
  ['', 'Good to hear.', 'en', false],
])('%s after “%s” (%s) is an echo: %s', (title, sentence, language, echo) => {
  expect(repeats(title, sentence, language)).toBe(echo)
})
