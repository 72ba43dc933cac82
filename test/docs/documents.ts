/** The documents as their readers see them: pages, sections, code blocks. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

/** Every page that users and contributors read, by its path in the repository. */
export const PAGES: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

export const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8')

export interface Block {
  page: string
  /** The heading that the block stands under. */
  section: string
  language: string
  text: string
}

const GENERATED = /<!-- generated: [^>]+-->[\s\S]*?<!-- \/generated -->/g

/** Every fenced block of a page that somebody wrote; generated ones show signatures, and hold no program. */
function blocksOf(page: string): Block[] {
  return read(page)
    .replace(GENERATED, '')
    .split(/^## /m)
    .flatMap((part) => {
      const section = part.split('\n', 1)[0] ?? ''
      return [...part.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, language = '', text = '']) => ({
        page,
        section,
        language,
        text,
      }))
    })
}

export const allBlocks = (): Block[] => PAGES.flatMap(blocksOf)

const installsIn = (text: string): string[] =>
  [...text.matchAll(/npm install ([^\n`&]+)/g)].flatMap(([, names = '']) => names.trim().split(/\s+/))

/** The packages that the reader of a section was told to install: by the section, or else by the page. */
export function installedFor({ page, section }: Pick<Block, 'page' | 'section'>): string[] {
  const own = installsIn(read(page).split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? '')
  return own.length ? own : installsIn(read(page))
}

/** What a block imports. */
export const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]/g)].map(([, from = '']) => from)
