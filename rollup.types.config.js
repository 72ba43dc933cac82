/** Rolls the declarations that tsc wrote to `dist/declarations` into one file for each entry of the package. */
import { dts } from 'rollup-plugin-dts'

const entries = {
  index: 'index',
  react: 'react',
  playbook: 'playbook-api',
  receiver: 'receiver/index',
  'receiver-node': 'receiver/node',
  'receiver-sqlite': 'receiver/stores/sqlite',
  'receiver-postgres': 'receiver/stores/postgres',
  report: 'report/index',
}

export default Object.entries(entries).map(([name, declaration]) => ({
  input: `dist/declarations/${declaration}.d.ts`,
  external: [/^[a-z@]/],
  output: { file: `dist/types/${name}.d.ts` },
  plugins: [dts()],
}))
