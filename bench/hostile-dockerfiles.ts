/**
 * What reading a Dockerfile takes that is made to take all of the time: `node bench/hostile-dockerfiles.ts`, or
 * with a word for the shapes with it in their name. Each is as long as a Dockerfile may be. More than
 * MAX_SECONDS is a fault.
 */
import { BuildIndex } from '../src/builds/build-index.ts';
import { MAX_DOCKERFILE } from '../src/builds/dockerfile/parse.ts';

const MAX_SECONDS = 2;

/** As many lines as there is room for, with what stands before and after them. */
function filled(before: string, line: (at: number) => string, after = ''): string {
  const lines: string[] = [];
  let room = MAX_DOCKERFILE - before.length - after.length - 200;
  for (let at = 0; room > 0; at++) {
    const text = line(at);
    lines.push(text);
    room -= text.length + 1;
  }
  return `${before}\n${lines.join('\n')}\n${after}\n`;
}

const many = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

/** By their names: the Dockerfiles of a repository, of which the first one is asked for. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  'stages from each other': [
    many(50, (at) => `FROM ${at === 0 ? 'alpine' : `s${at - 1}`} AS s${at}`),
  ],
  'copies from all stages': [
    many(
      49,
      (at) => `FROM alpine AS s${at}\n${many(20, (one) => `COPY --from=s${(at + one) % 49} / /`)}`,
    ),
  ],
  'owned and copied': [
    filled(
      'FROM alpine AS a',
      (at) => `COPY --chown=1 a /a${at}`,
      'FROM alpine\nCOPY --from=a / /\nUSER 1',
    ),
  ],
  'arguments that double': [
    filled(
      'FROM alpine\nARG A0=xxxxxxxx',
      (at) => `ARG A${at + 1}=\${A${at}}\${A${at}}`,
      'USER $A30',
    ),
  ],
  'one long command': [
    filled('FROM alpine\nRUN true \\', (at) => ` && chown ${at} /a${at} \\`, '  && true'),
  ],
  'shells in shells': [
    filled('FROM alpine', (at) => `RUN sh -c "sh -c 'sh -c \\"chown ${at} /a\\"'"`),
  ],
  'open quotes': [filled('FROM alpine', () => `RUN echo "$(echo '$(echo "`)],
  'here-documents': [filled('FROM alpine', (at) => `RUN <<E${at}\nchown 1 /a\nE${at}`)],
  'lines of /etc/passwd': [filled('FROM alpine', (at) => `RUN echo a${at}:x:1:1:: >> /etc/passwd`)],
  users: [filled('FROM alpine', (at) => `RUN useradd -u ${at} u${at}`, 'USER u1')],
  volumes: [filled('FROM alpine', (at) => `VOLUME ["/a${at}", "/b${at}"]`, 'USER 1')],
  variables: [filled('FROM alpine', (at) => `ENV A${at}=/a/\${A${at - 1}}`, 'USER 1')],
  'continued lines': [filled('FROM alpine\nENV \\', (at) => `A${at}=1 \\`, ' B=1')],
  'comments in a command': [filled('FROM alpine\nRUN true \\', () => '# a', ' && true')],
  'owned, each with a copy': [
    filled('FROM alpine', (at) => `COPY --chown=1 a.b /a${at}/`, 'USER 1'),
  ],
  'images of others': [filled('FROM alpine', (at) => `COPY --from=x/i${at} /a /b`, 'USER 1')],
  'bases that copy from each other': Array.from({ length: 80 }, (_, file) =>
    filled(`FROM acme/d${(file + 1) % 80}`, (at) => `COPY --from=acme/d${at % 80} / /a${at}`),
  ),
};

function measure(files: readonly string[]): number {
  const texts = new Map(files.map((text, at) => [`d${at}/Dockerfile`, text]));
  const started = process.cpuUsage();
  const index = new BuildIndex({ paths: [...texts.keys()], texts: new Map() });
  for (let step = 0; step < 10; step++) {
    const { wanted } = index.find(['acme/d0']);
    if (wanted.length === 0) break;
    index.add(wanted, new Map(wanted.map((path) => [path, texts.get(path) ?? ''])));
  }
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

const [, , word = ''] = process.argv;
for (const [name, files] of Object.entries(SHAPES).filter(([one]) => one.includes(word))) {
  const seconds = measure(files);
  const fault = seconds > MAX_SECONDS ? '  TOO LONG' : '';
  console.log(`${seconds.toFixed(2).padStart(6)} s  ${name}${fault}`);
  if (fault !== '') process.exitCode = 1;
}
