/** Makes the table of layers from the linter's list. */
import { LAYERS } from '../oxlint.config.ts';
import { table } from './markdown-table.ts';

const FOLDERS: Readonly<Record<string, string>> = {
  errors: 'errors that a person can fix',
  text: 'escaping of text that came from outside',
  yaml: 'text to documents with places; minimal edits of text',
  diff: 'hunks, lines, patches',
  queue: 'the queue of the app, in memory and on Redis',
  kubernetes: 'documents to objects, pods and containers',
  schema: 'checks of files that people write, with places and suggestions',
  images: 'what is known of images',
  rules: 'the rules; what they share is in `rules/kit/`',
  builds: 'how a repository builds its images: Dockerfiles, and what links images with them',
  judge: 'runs the rules',
  fix: 'remedies to edits, with a proof',
  render: 'what charts and kustomizations become, the way back to their lines, and edits of these',
  learn: 'logs of a run to facts about an image',
  policy: 'policies for a cluster, in CEL',
  review: 'the plan of a review',
  report: 'text, JSON, SARIF, HTML and other formats',
  chat: 'commands in comments, and answers',
  trial: 'a container as its manifest says, as arguments of an engine, and what a run told',
  options: 'every option once',
  reach: 'the charts that a change reaches',
  configuration: 'the configuration file, exemptions, the baseline',
  containers: 'Docker or Podman, which run containers',
  engine: 'Helm and Kustomize, as WebAssembly',
  files: 'files of this machine',
  git: 'a local repository',
  github: 'the API of GitHub',
  registry: 'the API of registries',
  run: 'from an event to a posted review',
  action: 'the Action',
  app: 'the app',
  cli: 'the commands',
};

export function layersTable(): string {
  const rows = LAYERS.map((folders) => [
    folders.map((folder) => `\`${folder}/\`: ${describe(folder)}`).join('<br>'),
  ]);
  return table(
    ['Layer', 'Folders'],
    rows.map(([text = ''], at) => [String(at + 1), text]),
  );
}

function describe(folder: string): string {
  const text = FOLDERS[folder];
  if (text === undefined)
    throw new Error(`scripts/generate-layers.ts does not describe src/${folder}.`);
  return text;
}
