// Builds wwwroot/dist/ from Styles/, Scripts/ and node_modules/, and the list of common passwords that goes into the assembly.
// Run by `npm run build`, which the .NET build calls.
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { dictionary } from '@zxcvbn-ts/language-common';
import { compile } from 'sass';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const dist = here('wwwroot/dist/');

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const styles = compile(here('Styles/portal.scss'), {
  style: 'compressed',
  charset: false,
  loadPaths: [here('node_modules')],
  // Bootstrap 5 still speaks the older Sass module syntax.
  quietDeps: true,
  silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
});
await writeFile(`${dist}portal.css`, styles.css);
for (const script of await readdir(here('Scripts/'))) await copyFile(here(`Scripts/${script}`), `${dist}${script}`);
await copyFile(here('node_modules/htmx.org/dist/htmx.min.js'), `${dist}htmx.min.js`);

await mkdir(here('artifacts/'), { recursive: true });
await writeFile(here('artifacts/common-passwords.txt'), dictionary['passwords-common'].join('\n'));
