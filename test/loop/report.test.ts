import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fault } from '../../src/loop/fault'
import { hintOf } from '../../src/loop/hints'
import { createReport } from '../../src/loop/report'

const said = vi.spyOn(console, 'warn')
beforeEach(() => void said.mockImplementation(() => {}))
afterEach(() => void said.mockReset())

const hints = { hintOf } as Awaited<ReturnType<Parameters<typeof createReport>[1]>>

it('A file of hints that is missing is asked for once, not for every report', async () => {
  const load = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')))
  const heard = vi.fn()
  const report = createReport(heard, load)
  await report(fault('refused', 'delivery to /x: 400'))
  await report(fault('refused', 'delivery to /x: 422'))
  await report('odd')
  expect(load).toHaveBeenCalledTimes(1)
  expect(said.mock.calls.flat()).toEqual([
    '[gainloop] delivery to /x: 400',
    '[gainloop] delivery to /x: 422',
    '[gainloop] odd',
  ])
  expect(heard).toHaveBeenCalledTimes(3)
})

it('Each report has its own hint, from one file', async () => {
  const load = vi.fn(() => Promise.resolve(hints))
  const report = createReport(() => {}, load)
  await Promise.all([report(fault('load', 'no file')), report(fault('endpoint-missing', 'no endpoint'))])
  expect(load).toHaveBeenCalledTimes(1)
  expect(said.mock.calls.flat()).toEqual([
    expect.stringMatching(/^\[gainloop\] no file\. Is the file still on the server/),
    expect.stringMatching(/^\[gainloop\] no endpoint\. Add data-endpoint/),
  ])
})
