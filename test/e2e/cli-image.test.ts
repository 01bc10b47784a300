import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, makeFolder } from './run-cli.ts';

let at: Folder;

beforeEach(() => {
  at = makeFolder();
});

afterEach(() => {
  at.remove();
});

describe('podseal image', () => {
  it('prints what is known, and where it was read', () => {
    const { code, out, err } = at.podseal(['image', 'nginx:1.27']);
    expect([code, err]).toEqual([0, '']);
    const lines = out.split('\n');
    expect(lines.slice(0, 2)).toEqual([
      'nginx:1.27 is docker.io/library/nginx',
      '  User              starts as root, then becomes nginx (101:101)',
    ]);
    expect(lines).toContain('    /var/cache/nginx          cache    emptyDir    always [1]');
    expect(out).toContain('  Ports             80; 80 may need root, or a sysctl of the pod\n');
    expect(out).toMatch(
      /\n {2}Sources\n {4}1\. https:\/\/github\.com\/docker-library\/docs\/blob\//,
    );
    expect(out).toContain('  The facts were read, not confirmed by running the image.\n');
    expect(out).not.toContain('`');
  });

  it('says what is uncertain, what a binary needs, and what does not work', async () => {
    expect((await at.run(['image', 'caddy:2'])).out).toContain(
      '  Capability        NET_BIND_SERVICE: ',
    );
    expect((await at.run(['image', 'redis:5'])).out).toContain(
      '  Not certain\n    the facts are from versions 6.2 to 8, the tag names 5\n',
    );
    const controller = 'registry.k8s.io/ingress-nginx/controller:v1.15.1';
    expect((await at.run(['image', controller])).out).toContain(
      '  Read-only root    does not work. ',
    );
    expect((await at.run(['image', 'memcached:1.6'])).out).toContain('  Writes\n    nothing\n');
  });

  it('says how to find out where nothing is known, and exits with 1', async () => {
    const { code, out } = await at.run(['image', 'nginx:1.27', 'acme/web:2']);
    expect(code).toBe(1);
    expect(out).toContain('\n\nacme/web:2\n  Nothing is known of this image.');
    expect(out).toContain('docker diff probe | podseal learn --image acme/web:2 -\n');
    expect(out).toContain('podseal try deploy/web.yaml --fixed\n');
  });

  it('prints JSON of the documented form', async () => {
    const { code, out } = await at.run(['image', 'redis:7-alpine', 'acme/web', '--format', 'json']);
    const report: { version: number; images: { image: string; known: unknown }[] } =
      JSON.parse(out);
    expect(code).toBe(1);
    expect(report.version).toBe(1);
    expect(report.images[1]).toEqual({ image: 'acme/web', known: null });
    expect(report.images[0]).toMatchObject({
      image: 'redis:7-alpine',
      known: {
        id: 'redis',
        name: 'docker.io/library/redis',
        tag: '7-alpine',
        digest: null,
        nonRoot: { works: 'as-is', uid: 999, gid: 1000 },
        writes: [
          { path: '/data', kind: 'data', isPersistent: true, when: null, hidesFiles: false },
        ],
        isVersionChecked: true,
        confidence: 'read',
        caveats: [],
      },
    });
  });

  it('refuses what is no image', async () => {
    const { code, out, err } = await at.run(['image', 'Not An\u001b[31m Image']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe('podseal: Not An\u{FFFD}[31m Image is not a valid image reference.\n');
    expect((await at.run(['image'])).code).toBe(2);
  });
});
