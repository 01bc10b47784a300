import { describe, expect, it } from 'vitest';
import { builtOf } from './repository.ts';

const USER = 'FROM alpine\nUSER 1000\n';

describe('an image that Jib builds', () => {
  const pom = (inside: string): string =>
    `<plugin><artifactId>jib-maven-plugin</artifactId><configuration><to><image>acme/shop</image></to>${inside}</configuration></plugin><user>9</user>`;
  const gradle = `jib {\n  from { image = 'gcr.io/distroless/java21-debian12:nonroot' }\n  to { image = 'acme/shop' }\n}\n`;

  it.each<[string, string, string, number | undefined, boolean]>([
    ['its user', 'pom.xml', pom('<container><user>1001:1</user></container>'), 1001, true],
    ['its base', 'build.gradle', gradle, 65_532, true],
    ['a property', 'pom.xml', pom('<container><user>${uid}</user></container>'), undefined, false],
    [
      'files of its own',
      'pom.xml',
      pom('<extraDirectories/><container><user>7</user></container>'),
      7,
      false,
    ],
    ['none', 'pom.xml', pom(''), undefined, false],
  ])('has %s by its build file', (_, path, text, uid, isWhole) => {
    const { facts } = builtOf({ [path]: text, 'x/Dockerfile': USER }, 'acme/shop') ?? {};
    expect([facts?.user?.uid, facts?.readOnlyRoot !== undefined]).toEqual([uid, isWhole]);
  });

  it('has them by the build file of the folder that skaffold names', () => {
    const skaffold = `build: {artifacts: [{image: acme/web, context: src, jib: {project: web}}]}\n`;
    const files = {
      'skaffold.yaml': skaffold,
      'src/web/build.gradle.kts': `jib {\n  container {\n    user = "1005"\n  }\n}\n`,
      'x/Dockerfile': USER,
    };
    expect(builtOf(files, 'acme/web')).toMatchObject({
      facts: { user: { declared: 'numeric', uid: 1005 } },
      says: 'has the user `1005` by `src/web/build.gradle.kts`',
      sources: ['src/web/build.gradle.kts'],
    });
  });
});
