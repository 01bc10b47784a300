import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDockerBuild } from './parse-docker-build.ts';
import { type Repository, builtOf } from './repository.ts';
import { runs } from '../properties/runs.ts';

const USER = 'FROM alpine\nUSER 1000\n';
const TWO = 'FROM alpine AS one\nUSER 1001\nFROM alpine AS two\nUSER 1002\n';

/** Which Dockerfile an image is linked with, and by what. */
function linkOf(files: Repository, image: string) {
  const built = builtOf(files, image);
  return built && [built.dockerfile ?? built.tool, built.evidence, built.isExact];
}

function skaffold(...artifacts: string[]): string {
  return `apiVersion: skaffold/v4\nkind: Config\nbuild:\n  artifacts:\n${artifacts.map((one) => `    - ${one}\n`).join('')}`;
}

describe('skaffold.yaml', () => {
  it('names the image with its context, and the Dockerfile in it', () => {
    const files = {
      'a/skaffold.yaml': skaffold('{image: web, context: src/web}'),
      'a/src/web/Dockerfile': USER,
    };
    expect(linkOf(files, 'web')).toEqual(['a/src/web/Dockerfile', 'a/skaffold.yaml', true]);
    expect(linkOf(files, 'docker.io/library/web:1')).toEqual([
      'a/src/web/Dockerfile',
      'a/skaffold.yaml',
      true,
    ]);
  });

  it('names another Dockerfile, its stage, and its arguments', () => {
    const artifact =
      '{image: web, docker: {dockerfile: build/D, target: one, buildArgs: {A: "7"}}}';
    const files = { 'skaffold.yaml': skaffold(artifact), 'build/D': TWO, 'x/Dockerfile': '' };
    expect(linkOf(files, 'web')).toEqual(['build/D', 'skaffold.yaml', true]);
    expect(builtOf(files, 'web')?.facts.user?.uid).toBe(1001);
    const user = { ...files, 'build/D': 'FROM alpine AS one\nARG A=8\nUSER $A\n' };
    expect(builtOf(user, 'web')?.facts.user?.uid).toBe(7);
  });

  it.each([
    ['ko', 65_532],
    ['jib', undefined],
    ['buildpacks', undefined],
  ])('names %s', (tool, uid) => {
    const files = { 'skaffold.yaml': skaffold(`{image: web, ${tool}: {}}`), Dockerfile: USER };
    expect(linkOf(files, 'web')).toEqual([tool, 'skaffold.yaml', true]);
    expect(builtOf(files, 'web')?.facts.user?.uid).toBe(uid);
  });
});

describe('Compose', () => {
  const COMPOSE = `services:
  web:
    image: \${PREFIX}/shop:\${VERSION:-dev}-web
    build: {context: ., dockerfile: "$WEB_FILE", target: two, args: [A=1]}
  api:
    image: acme/api
    build: ./api
  db:
    image: acme/db
`;

  it('names images with their Dockerfiles, by the .env beside it', () => {
    const files = {
      'compose.yaml': COMPOSE,
      '.env': '# names\nPREFIX=acme\nexport WEB_FILE="web/Dockerfile"\n',
      'web/Dockerfile': TWO,
      'api/Dockerfile': USER,
    };
    expect(linkOf(files, 'acme/shop:dev-web')).toEqual(['web/Dockerfile', 'compose.yaml', true]);
    expect(linkOf(files, 'acme/api:1')).toEqual(['api/Dockerfile', 'compose.yaml', true]);
    expect(linkOf(files, 'acme/db:1')).toBeUndefined();
    expect(builtOf(files, 'acme/shop:dev-web')?.facts.user?.uid).toBe(1002);
  });

  it('is not taken at its word for another repository', () => {
    const files = {
      'compose.yaml': 'services: {a: {image: acme/a, build: "https://example.com/a.git"}}',
      'b/Dockerfile': USER,
    };
    expect(linkOf(files, 'acme/a')).toBeUndefined();
  });
});

describe('a workflow', () => {
  function workflow(steps: string, job = ''): Repository {
    return {
      '.github/workflows/ci.yml': `env: {REGISTRY: ghcr.io/acme}\njobs:\n  build:\n${job}    steps:\n${steps}`,
      'src/web/Dockerfile': USER,
      'src/api/Dockerfile': TWO,
      Dockerfile: TWO,
    };
  }
  const LINK = ['src/web/Dockerfile', '.github/workflows/ci.yml', true];

  it('names the tags of docker/build-push-action', () => {
    const step = `      - uses: docker/build-push-action@v6
        with:
          context: src/web
          tags: |
            \${{ env.REGISTRY }}/web:latest
            \${{ env.REGISTRY }}/web:\${{ github.sha }}
`;
    expect(linkOf(workflow(step), 'ghcr.io/acme/web:1')).toEqual(LINK);
  });

  it('names them through docker/metadata-action, the file, and the target', () => {
    const step = `      - id: meta
        uses: docker/metadata-action@v5
        with: {images: "ghcr.io/acme/api"}
      - uses: docker/build-push-action@v6
        with: {file: src/api/Dockerfile, target: one, tags: "\${{ steps.meta.outputs.tags }}"}
`;
    const built = builtOf(workflow(step), 'ghcr.io/acme/api:1');
    expect([built?.dockerfile, built?.facts.user?.uid]).toEqual(['src/api/Dockerfile', 1001]);
  });

  it('names them for each job of a matrix', () => {
    const step = `      - uses: docker/build-push-action@v6
        with: {file: "\${{ matrix.it.file }}", tags: "ghcr.io/acme/shop:1-\${{ matrix.it.tag }}"}
`;
    const job = `    strategy: {matrix: {it: [{file: src/web/Dockerfile, tag: front}, {file: Dockerfile, tag: back}]}}\n`;
    expect(linkOf(workflow(step, job), 'ghcr.io/acme/shop:1-front')).toEqual(LINK);
  });

  it('names them in commands', () => {
    const step = `      - run: |
          docker build \\
            -t "$REGISTRY/web:$GITHUB_SHA" src/web
`;
    expect(linkOf(workflow(step), 'ghcr.io/acme/web:1')).toEqual(LINK);
  });
});

describe('docker build', () => {
  it.each<[string, string, ReturnType<typeof parseDockerBuild>]>([
    ['the context', 'docker build -t acme/web web', [['acme/web', 'web/Dockerfile']]],
    ['-f from where it runs', 'docker build -f b/D -t acme/web web', [['acme/web', 'b/D']]],
    [
      'buildx and several tags',
      'docker buildx build --push --platform a,b -t x/a -t x/b .',
      [
        ['x/a', 'Dockerfile'],
        ['x/b', 'Dockerfile'],
      ],
    ],
    [
      'podman, buildah',
      'podman build --tag=a . && buildah bud -t b .',
      [
        ['a', 'Dockerfile'],
        ['b', 'Dockerfile'],
      ],
    ],
    ['cd', 'cd web && docker build -t acme/web .', [['acme/web', 'web/Dockerfile']]],
    ['no tag', 'docker build .', []],
    ['standard input', 'docker build -t a - < Dockerfile', []],
    ['a comment', '# docker build -t a .', []],
    ['another program', 'docker run build -t a .', []],
    ['a path that leads out', 'docker build -t a ../..', []],
  ])('is read with %s', (_, command, expected) => {
    expect(parseDockerBuild(command)).toEqual(expected);
  });

  it('in a Makefile has the values of its variables', () => {
    const files = {
      Makefile: 'IMG ?= controller:latest\nTOOL ?= docker\nbuild:\n\t$(TOOL) build -t ${IMG} .\n',
      Dockerfile: USER,
    };
    expect(linkOf(files, 'controller:latest')).toEqual(['Dockerfile', 'Makefile', true]);
  });

  it('with a variable in the path stands for each Dockerfile that it leads to', () => {
    const files = {
      'hack/build.sh': 'for s in $ALL; do\n  docker build -t "$REPO/$s:$TAG" "src/$s"\ndone\n',
      'src/web/Dockerfile': USER,
      'src/api/Dockerfile': TWO,
    };
    expect(linkOf(files, 'example.com/acme/web:1')).toEqual([
      'src/web/Dockerfile',
      'hack/build.sh',
      true,
    ]);
    expect(linkOf(files, 'example.com/acme/other:1')).toBeUndefined();
  });

  it('with a variable that has two values is not followed', () => {
    const files = {
      'build.sh': 'D=a\nD=b\ndocker build -t acme/web $D\n',
      'a/Dockerfile': USER,
      'b/Dockerfile': TWO,
    };
    expect(linkOf(files, 'acme/web')).toBeUndefined();
  });
});

describe('a Tiltfile, Jib, ko', () => {
  it('name images', () => {
    const tilt = `docker_build('acme/web', 'src/web')\ndocker_build("acme/api", ".", dockerfile="api.Dockerfile", target='two')\n`;
    const files = { Tiltfile: tilt, 'src/web/Dockerfile': USER, 'api.Dockerfile': TWO };
    expect(linkOf(files, 'acme/web')).toEqual(['src/web/Dockerfile', 'Tiltfile', true]);
    expect(builtOf(files, 'acme/api')?.facts.user?.uid).toBe(1002);
    const pom = '<artifactId>jib-maven-plugin</artifactId><to><image>acme/shop</image></to>';
    expect(linkOf({ 'pom.xml': pom, 'x/Dockerfile': USER }, 'acme/shop')).toEqual([
      'jib',
      'pom.xml',
      true,
    ]);
    expect(linkOf({}, 'ko://example.com/cmd/web')).toEqual(['ko', undefined, true]);
  });
});

it.each([
  ['ko://example.com/cmd/web', 65_532, true],
  ['ko://example.com/cmd/root', undefined, false],
  ['ko://example.com/cmd/own', undefined, false],
])('.ko.yaml names the base of %s', (image, uid, isWhole) => {
  const configuration = `defaultBaseImage: gcr.io/distroless/static:nonroot
baseImageOverrides: {example.com/cmd/root: "gcr.io/distroless/static", example.com/cmd/own: "example.com/own/base"}
`;
  const facts = builtOf({ '.ko.yaml': configuration }, image)?.facts;
  expect([facts?.user?.uid, facts?.readOnlyRoot !== undefined]).toEqual([uid, isWhole]);
  expect(facts?.user?.declared === 'root').toBe(image.endsWith('root'));
});

describe('names alone', () => {
  it.each([
    ['src/web/Dockerfile', 'ghcr.io/acme/web:1'],
    ['src/web/src/Dockerfile', 'web'],
    ['build/Dockerfile.web', 'acme/web'],
    ['web.Dockerfile', 'acme/web'],
    ['docker/web/Containerfile', 'acme/web@sha256:' + 'a'.repeat(64)],
  ])('link %s with %s', (path, image) => {
    expect(linkOf({ [path]: USER }, image)).toEqual([path, undefined, false]);
  });

  it.each([
    'node_modules/web/Dockerfile',
    'vendor/web/Dockerfile',
    'web/Dockerfile.md',
    'web/dockerfile.go',
  ])('do not link %s', (path) => {
    expect(linkOf({ [path]: USER }, 'acme/web')).toBeUndefined();
  });

  it.each(['FROM acme/web:2\n', 'FROM BASEIMAGE\n', 'ARG BASE\nFROM $BASE\n'])(
    'do not link an image with what may start from it: %j',
    (text) => {
      expect(linkOf({ 'web/Dockerfile': text }, 'acme/web')).toBeUndefined();
    },
  );

  it('do not count where a file says it, or where two are called so', () => {
    const files = { 'web/Dockerfile': USER, 'other/Dockerfile': TWO };
    const said = { ...files, 'skaffold.yaml': skaffold('{image: acme/web, context: other}') };
    expect(linkOf(said, 'acme/web')).toEqual(['other/Dockerfile', 'skaffold.yaml', true]);
    expect(linkOf(said, 'example.com/web')).toEqual(['other/Dockerfile', 'skaffold.yaml', false]);
    expect(linkOf({ ...files, 'x/web/Dockerfile': USER }, 'acme/web')).toBeUndefined();
  });

  it('are nothing where the catalog knows the image', () => {
    expect(linkOf({ 'nginx/Dockerfile': USER }, 'nginx:1.29')).toBeUndefined();
  });
});

describe('an image', () => {
  it('that two files build in two ways is not known', () => {
    const files = {
      'skaffold.yaml': skaffold('{image: acme/web, context: a}'),
      'compose.yaml': 'services: {w: {image: acme/web, build: b}}',
      'a/Dockerfile': USER,
      'b/Dockerfile': TWO,
      'web/Dockerfile': USER,
    };
    expect(linkOf(files, 'acme/web')).toBeUndefined();
  });

  it('has one answer or none, whatever the order of the files', () => {
    const name = fc.constantFrom('web', 'api', 'shop');
    const folder = fc.constantFrom('web', 'api', 'src/web', 'src/api', 'build');
    const file = fc.oneof(
      folder.map((at) => [`${at}/Dockerfile`, USER] as const),
      name.map((at) => [`Dockerfile.${at}`, TWO] as const),
      fc
        .tuple(name, folder)
        .map(
          ([image, at]) =>
            ['skaffold.yaml', skaffold(`{image: ${image}, context: ${at}}`)] as const,
        ),
      fc
        .tuple(name, folder)
        .map(([image, at]) => ['Makefile', `b:\n\tdocker build -t acme/${image} ${at}\n`] as const),
      fc
        .tuple(name, folder)
        .map(
          ([image, at]) =>
            ['compose.yaml', `services: {a: {image: ${image}, build: ${at}}}`] as const,
        ),
    );
    fc.assert(
      fc.property(fc.array(file, { maxLength: 8 }), name, (list, image) => {
        const files = Object.fromEntries(list);
        const turned = Object.fromEntries(Object.entries(files).toReversed());
        const link = linkOf(files, image);
        expect(linkOf(turned, image)?.[0]).toBe(link?.[0]);
        const said = Object.entries(files).filter(
          ([path, text]) => !path.includes('Dockerfile') && text.includes(image),
        );
        // Without a file that says so, only the one that is called so counts.
        const called = Object.keys(files).filter(
          (path) => path === `Dockerfile.${image}` || path.endsWith(`${image}/Dockerfile`),
        );
        if (said.length === 0) expect(link?.[0]).toBe(called.length === 1 ? called[0] : undefined);
        if (link) expect(Object.keys(files)).toContain(link[0]);
      }),
      runs(100),
    );
  });
});
