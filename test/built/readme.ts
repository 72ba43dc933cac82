import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const read = (file: string): string => readFileSync(join(import.meta.dirname, '../..', file), 'utf8')

export const readme = read('README.md')

interface Block {
  language: string
  text: string
}

/** The fenced blocks of one section, in order. @param file of the repository, the README where none is named */
export const blocks = (heading: string, file?: string): Block[] => {
  const section = (file ? read(file) : readme).split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return [...section.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, language = '', text = '']) => ({ language, text }))
}
