import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/registry/digest.ts';
import { tar } from '../double/registry/image.ts';
import { allow, serve, stopServers } from '../double/registry/serving.ts';
import { useProject } from './run-cli.ts';

afterEach(stopServers);
const at = useProject();

const POD = `kind: Pod
apiVersion: v1
metadata: { name: web }
spec: { containers: [{ name: web, image: web:1.2.3 }] }
`;

async function archiveOf(repository: string): Promise<Buffer> {
  return gzipSync(
    await tar({
      'web/Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.2.3\ndescription: ${repository}\n`,
      'web/templates/pod.yaml': POD,
    }),
  );
}

/** Two chart repositories in one server, each with a chart `web` 1.2.3. */
async function repositories() {
  const files = new Map<string, Buffer | string>();
  for (const name of ['stable', 'other']) {
    // oxlint-disable-next-line no-await-in-loop
    const bytes = await archiveOf(name);
    files.set(`/${name}/web.tgz`, bytes);
    files.set(
      `/${name}/index.yaml`,
      `apiVersion: v1\nentries:\n  web:\n  - version: 1.2.3\n    digest: ${sha256(bytes).slice(7)}\n    urls: [web.tgz]\n`,
    );
  }
  return serve(({ url = '' }, response) => {
    const found = files.get(url);
    response.writeHead(found === undefined ? 404 : 200).end(found);
  });
}

function application(name: string, repository: string, version: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name} }
spec:
  destination: { namespace: ${name} }
  source: { repoURL: "${repository}", chart: ${name}, targetRevision: "${version}" }
`;
}

describe('podseal charts add --all', () => {
  it('adds what check says is missing, names what it can not add, and then has nothing to do', async () => {
    const server = await repositories();
    const url = `http://${server.host}`;
    at.write('apps/web.yaml', application('web', `${url}/stable`, '1.2.3'));
    at.write('apps/api.yaml', application('api', `${url}/stable`, '1.2.3'));
    at.write('apps/db.yaml', application('db', `${url}/stable`, '1.x'));
    const before = await at.run(['check', '.']);
    expect(before.out).toContain(' Get the missing charts: podseal charts add --all.\n');

    const args = ['charts', 'add', '--all', '--registry-allow', allow(server)[0] ?? ''];
    const { code, out, err } = await at.run(args);
    expect(out).toMatch(
      /^\.github\/podseal\.charts\/web-1\.2\.3\.tgz: \S+\/stable\/web 1\.2\.3, 2 files, sha256:\w+\.\n$/,
    );
    expect(err.split('\n')).toEqual([
      `2 charts from ${server.host}:`,
      expect.stringMatching(/^not added {2}\S+\/stable\/api: .*\.$/),
      `not added  the chart \`${url}/stable/db\` is not in the repository: name one version in place of \`1.x\`, then run podseal charts add.`,
      '',
    ]);
    expect(code).toBe(2);
    expect((await at.run(['check', 'apps/web.yaml'])).out).toContain('read-only-root-filesystem');
  });

  it('keeps two charts of one name and version', async () => {
    const server = await repositories();
    for (const name of ['stable', 'other']) {
      at.write(`${name}.yaml`, application('web', `http://${server.host}/${name}`, '1.2.3'));
    }
    const args = ['charts', 'add', '--all', '--registry-allow', allow(server)[0] ?? ''];
    expect(await at.run(args)).toMatchObject({ code: 0 });
    expect(await at.run(args)).toEqual({
      ...{ code: 0, out: '' },
      err: 'No release here lacks a chart of an exact version.\n',
    });
    const { out } = await at.run(['check', '.']);
    expect(out).not.toContain('not analyzed');
  });

  it.each([
    [['--all', 'https://charts.example.com/web'], 'Give an address, or --all: not both.'],
    [['--all', '--version', '1.2.3'], '--version is for one chart, and not for --all.'],
    [[], 'Give the address of a chart, or --all.'],
  ])('with %j says what to give', async (args, message) => {
    expect(await at.run(['charts', 'add', ...args])).toMatchObject({
      code: 2,
      err: `podseal: ${message}\n`,
    });
  });
});
