/** The tables of the page on styling: what of the card a page's own CSS may name. */
import { readFileSync } from 'node:fs'
import { code, table } from './markdown'

/** Every `part` of the card and of the reminder. */
export const PARTS: Record<string, string> = {
  card: 'the whole card',
  head: 'the line with the logo, the name and Close',
  body: 'what scrolls between head and foot',
  foot: 'the line of the ways on and out',
  title: 'the question, or the title of the lesson',
  answer: 'the tile of each answer, reason and step to tick',
  'answer-given': 'the answer that was given, above what follows it',
  button: 'every button; those that leave quietly, too',
  primary: 'the one button that leads on',
  lesson: 'the content of a lesson',
  success: 'the moment of good news',
  gain: 'the line that shows what was gained since the start',
  reminder: 'the card that brings a plan back (`gainloop-reminder`)',
}

/** The properties of colours exist twice, `--gl-light-…` and `--gl-dark-…`. */
const PROPERTIES: Record<string, string> = {
  background: 'the card',
  text: 'the text',
  accent: 'the ground of the primary button, progress and good news',
  'on-accent': 'words on the accent',
  'accent-text': 'words in the accent’s colour',
  'accent-edge': 'edges and marks in the accent’s colour: what is chosen, the focus',
  muted: 'quiet words',
  edge: 'edges of fields and boxes',
  radius: 'the corners of the card',
  font: 'the font family',
}

const SHEET = new URL('../../src/ui/styles/theme.css', import.meta.url)

/** Each property that the card's sheet takes, with what it falls back to. */
export function customProperties(): { name: string; meaning: string | undefined; otherwise: string }[] {
  const uses = readFileSync(SHEET, 'utf8').matchAll(/var\(--gl-([a-z-]+), ([^)]+)\)/g)
  return [...uses].map(([, name = '', otherwise = '']) => ({
    name: `--gl-${name}`,
    meaning: PROPERTIES[name.replace(/^(light|dark)-/, '')],
    otherwise,
  }))
}

export function stylingReference(): string {
  const parts = Object.entries(PARTS).map(([name, meaning]) => [code(`::part(${name})`), meaning])
  const properties = customProperties().map(({ name, meaning = '', otherwise }) => [
    code(name),
    meaning,
    code(otherwise),
  ])
  return `## Parts

${table(['Part', 'What it is'], parts)}

## Custom properties

${table(['Property', 'What it is', 'Default'], properties)}`
}
