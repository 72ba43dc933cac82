/** The page's style sheet. It is the same for every response, because the page's policy allows it by its hash. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fff;
  --sheet: #f6f8fa;
  --ink: #1b2026;
  --soft: #55606c;
  --line: #d8dee5;
  --accent: #2a5cb8;
  --on-accent: #fff;
  --range: #6d93d6;
  --bad: #a8321f;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d;
    --sheet: #1d232a;
    --ink: #e8ecf1;
    --soft: #a5b0bc;
    --line: #39424d;
    --accent: #93b8ff;
    --on-accent: #10151b;
    --range: #5b86d0;
    --bad: #ff9d8c;
  }
}
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-inline-size: 76rem; margin-inline: auto; padding: clamp(1rem, 4vw, 2.5rem); }
h1, h2, p, table, ol { margin: 0; }
h1 { font-size: clamp(1.375rem, 6vw, 1.75rem); line-height: 1.25; }
h2 { margin-block: 2.5rem 0.25rem; font-size: 1.25rem; }
p + p, label + p { margin-block-start: 0.5rem; }
.soft, caption, small, .name { color: var(--soft); }
small { display: block; font-size: 0.875rem; }
a { color: var(--accent); }
code { font-size: 0.875rem; }
.error { color: var(--bad); font-weight: 600; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

form, form + p { margin-block-start: 1.25rem; }
#all { margin: 0; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(10rem, 100%), 1fr)); gap: 0.75rem; }
label { display: block; font-size: 0.875rem; font-weight: 600; }
input, button { inline-size: 100%; min-block-size: 2.5rem; padding: 0.375rem 0.625rem; border: 1px solid var(--soft); border-radius: 0.375rem; background: var(--paper); color: inherit; font: inherit; font-weight: 400; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-block-start: 0.75rem; }
button { inline-size: auto; padding-inline: 1rem; cursor: pointer; }
.main { border-color: var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 600; }
.token { max-inline-size: 32rem; }

table { inline-size: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { padding-block-end: 0.5rem; text-align: start; }
th, td { padding: 0.625rem 0.5rem; border-block-end: 1px solid var(--line); text-align: end; vertical-align: top; }
th:first-child { padding-inline-start: 0; text-align: start; }
thead th { inline-size: 5.5rem; color: var(--soft); font-size: 0.875rem; font-weight: 600; line-height: 1.25; vertical-align: bottom; overflow-wrap: normal; }
thead th:first-child { inline-size: auto; }
tbody th { min-inline-size: 8rem; font-weight: 600; }
th small { font-weight: 400; }
.wide, thead .wide { inline-size: 19rem; padding-inline: 1rem 0; text-align: start; }
.name { display: none; }
.bar { display: block; inline-size: 100%; max-inline-size: 24rem; block-size: 0.625rem; margin-block: 0.25rem; }
.bar:dir(rtl) { transform: scaleX(-1); }
.track { fill: var(--line); }
.range { fill: var(--range); }
.mark { fill: var(--ink); }
.zero { fill: var(--soft); }
.obstacles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 1rem 2rem; align-items: start; margin-block-start: 0.5rem; }
.obstacles caption { color: var(--ink); font-weight: 600; }
.obstacles th, .obstacles td { padding-block: 0.375rem; }
.obstacles tbody th { font-weight: 400; }
.notes { margin-block-start: 0.75rem; font-size: 0.875rem; }

/* Applies to print as well: paper is as narrow. */
@media (max-width: 62rem) {
  .stacked thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  .stacked, .stacked tbody { display: block; }
  .stacked caption { display: block; }
  .stacked tbody tr { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); gap: 0.5rem 0.75rem; margin-block-end: 0.75rem; padding: 0.875rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--sheet); }
  .stacked th, .stacked td { padding: 0; border: 0; text-align: start; }
  .stacked tbody th, .stacked .wide { grid-column: 1 / -1; inline-size: auto; }
  .stacked .name { display: block; font-size: 0.875rem; }
}
@media (forced-colors: active) {
  .track { fill: GrayText; }
  .range { fill: Highlight; }
  .mark, .zero { fill: CanvasText; }
}
@media print {
  :root { font-size: 9pt; }
  main { max-inline-size: none; padding: 0; }
  form, .links { display: none; }
  tr, .obstacles table { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`
