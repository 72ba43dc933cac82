import { expect, it } from 'vitest'
import { html, jsonScript } from '../../demo/html'

it.each([
  {
    what: 'text is escaped',
    made: html`<p title="${'"x"'}">${'<b> & </b>'}</p>`,
    page: '<p title="&quot;x&quot;">&lt;b&gt; &amp; &lt;/b&gt;</p>',
  },
  { what: 'markup is kept', made: html`<p>${html`<b>x</b>`}</p>`, page: '<p><b>x</b></p>' },
  {
    what: 'lists are joined',
    made: html`<ul>${['a', 'b'].map((item) => html`<li>${item}</li>`)}</ul>`,
    page: '<ul><li>a</li><li>b</li></ul>',
  },
  { what: 'nothing leaves nothing', made: html`<p>${false}${null}${undefined}${''}${0}</p>`, page: '<p>0</p>' },
])('$what', ({ made, page }) => {
  expect(made.source).toBe(page)
})

it('JSON in a page cannot end its script', () => {
  const { source } = jsonScript('page', { name: '</script><script>alert(1)</script>' })
  expect(source.match(/<\/script>/g)).toHaveLength(1)
})
