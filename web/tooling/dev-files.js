// Lets a page in slides/ say ../web/deck/main.js under `vite dev` too.
//
// The pages are the root of the site, so a browser resolves `../web/` to `/web/`, which is outside the root. A build follows the
// path on disk and never notices; the dev server is told here.
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** @returns {import('vite').Plugin} */
export function devFilesPlugin() {
  return {
    name: 'edgecache:dev-files',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (/^\/(web|build|node_modules)\//.test(request.url ?? ''))
          request.url = `/@fs${root}${request.url}`;
        next();
      });
    },
  };
}
