// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { misreadAddress } from '../../src/host/address'

it.each([
  'api.example.com',
  'api.example.com/gainloop',
  'example.co.uk/api',
  'localhost:8787/api',
  'localhost',
  '10.0.0.1:8787',
  'app-eu.example.io:443/x',
])('%s is another host without its scheme', (address) => {
  expect(misreadAddress(address)).toMatch(`expected https://${address}`)
})

it.each([
  '/api/gainloop',
  'api/gainloop',
  './collect',
  '../collect',
  'collect.php',
  'collect.php?x=1',
  'events.json',
  'https://api.example.com/x',
  'http://localhost:8787',
  '//api.example.com/x',
  'capacitor://localhost/api',
  '?gainloop',
  '',
])('%s is what it says', (address) => {
  expect(misreadAddress(address)).toBeUndefined()
})
