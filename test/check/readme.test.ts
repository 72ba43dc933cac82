import { expect, it } from 'vitest'
import { coverage } from '../../src/check/coverage'
import { parsePlaybook } from '../../src/check/parse'
import { blocks } from '../built/readme'

it.each(['Embed it in five minutes', 'A fuller playbook'])(
  'nothing is wrong with the README’s playbook in “%s”',
  (heading) => {
    const json = blocks(heading).find(({ language }) => language === 'json')
    const parsed = parsePlaybook(json?.text ?? '')
    expect(parsed.ok ? coverage(parsed.playbook).problems : parsed.problems).toEqual([])
  },
)
