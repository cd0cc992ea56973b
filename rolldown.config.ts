import { defineConfig } from 'rolldown'

/** One file for the package: Node does not drop types below node_modules. The packages it uses stay packages. */
export default defineConfig({
  input: { branchline: 'src/main/branchline.ts' },
  platform: 'node',
  external: [/^[^./]/],
  output: { dir: 'dist', format: 'esm', cleanDir: true, sourcemap: true },
})
