import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { anchor } from '../../tools/docs/markdown'
import { PAGES, read, ROOT } from './documents'

const manifest = JSON.parse(read('package.json'))
/** Where npm's page of the package, which has only the README, leads its readers. */
const REPOSITORY = `${manifest.homepage?.replace(/#.*$/, '')}/blob/main/`

/** The anchors of a page: those of its headings, numbered where a heading comes again, as GitHub does. */
function anchorsOf(page: string): string[] {
  const seen = new Map<string, number>()
  return [
    ...read(page)
      .replace(/```[\s\S]*?```/g, '')
      .matchAll(/^#+ (.+)$/gm),
  ].map(([, heading = '']) => {
    const name = anchor(heading.replace(/`/g, ''))
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return before ? `${name}-${before}` : name
  })
}

/** Links of a page into this repository, each as a path and an anchor. */
function linksOf(page: string): [link: string, file: string, anchor: string | undefined][] {
  const prose = read(page).replace(/```[\s\S]*?```|`[^`\n]*`/g, 'code')
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  return links.flatMap((link) => {
    if (!link.startsWith(REPOSITORY) && /^[a-z]+:/.test(link)) return []
    const [path = '', name] = link.replace(REPOSITORY, '').replace('?raw=true', '').split('#')
    const from = link.startsWith(REPOSITORY) ? '' : dirname(page)
    return [[link, path ? join(from, path) : page, name] as [string, string, string | undefined]]
  })
}

it.each(PAGES)('The links of %s lead to a page and a heading that exist', (page) => {
  const broken = linksOf(page).filter(
    ([, file, name]) => !existsSync(join(ROOT, file)) || (name !== undefined && !anchorsOf(file).includes(name)),
  )
  expect(broken.map(([link]) => link)).toEqual([])
})

it('The README links absolutely, so that its links work on the page of the package, too', () => {
  expect(linksOf('README.md').filter(([link]) => !link.startsWith(REPOSITORY))).toEqual([])
})

it('The README leads to every page', () => {
  const linked = linksOf('README.md').map(([, file]) => relative(ROOT, join(ROOT, file)))
  expect(PAGES.filter((page) => page !== 'README.md' && !linked.includes(page))).toEqual([])
})

it('The README is short', () => {
  expect(Buffer.byteLength(read('README.md'))).toBeLessThanOrEqual(8 * 1024)
})
