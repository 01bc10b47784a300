import { FOREIGN_TOOLS } from '../judge/exemptions/foreign-tools.ts';
import { ruleIds } from '../judge/rule-ids.generated.ts';
import type { FailOn, Scope } from '../review/review-plan.ts';
import { DEFAULT_SIZE_LIMIT } from '../rules/kit/read-only-root/size-limit.ts';
import type { Profile } from '../rules/kit/rule.ts';
import { glob } from '../schema/glob.ts';
import { choice, textLike } from '../schema/shapes.ts';
import {
  type GivenOf,
  type Place,
  type ValuesOf,
  choiceOption,
  flagOption,
  listOption,
  textOption,
} from './option.ts';

export const PROFILES: readonly Profile[] = ['immutable', 'strict', 'baseline', 'restricted'];
const SCOPES: readonly Scope[] = ['touched', 'introduced', 'all'];
const FAIL_ON: readonly FailOn[] = ['error', 'warning', 'never'];

/** The files that are looked at unless the user names others. */
export const DEFAULT_FILES: readonly string[] = [
  // Templates and other languages are not read, but named, so that nothing unseen counts as clean.
  '**/{*.{yaml,yml,json,yaml.*,yml.*,jsonnet,libsonnet,cue,dhall,pkl,tpl,tmpl,gotmpl,j2,jinja,jinja2,erb,mustache,hbs},Kustomization}',
];

/**
 * A size as Kubernetes takes it (apimachinery, pkg/api/resource/quantity.go): a number and a unit.
 * What it takes as well and nobody means for a size is left out: signs, exponents, thousandths.
 */
const SIZE = /^(?=[\d.]*[1-9])(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[kMGTPE])?$/;

const SELECTING: readonly Place[] = ['check', 'fix', 'try', 'review', 'action', 'app'];
const JUDGING: readonly Place[] = [...SELECTING, 'baseline', 'file'];
const FIXING: readonly Place[] = [...SELECTING, 'file'];
const ON_GITHUB: readonly Place[] = ['action', 'app'];
const REGISTRY: readonly Place[] = ['check', 'fix', 'review', 'image', 'action', 'app'];

/** The options that several front ends have. Those of one front end are in tables beside this one. */
export const OPTIONS = {
  profile: choiceOption(PROFILES, {
    help: 'The rules and their severities: `immutable`, `strict`, or the Pod Security Standard `baseline` or `restricted`.',
    default: 'immutable',
    places: JUDGING,
  }),
  'pod-security-version': textOption(
    'version',
    {
      help: 'The version of the Pod Security Standard for the profiles `baseline` and `restricted`, such as `v1.31`.',
      default: 'latest',
      places: JUDGING,
    },
    () => textLike(/^(?:latest|v1\.\d{1,3})$/, 'latest, or a version of Kubernetes such as v1.31'),
  ),
  rule: listOption(
    'id',
    {
      help: 'Only these rules of the profile.',
      default: undefined,
      defaultText: 'all',
      places: SELECTING,
    },
    () => choice(ruleIds),
  ),
  'skip-rule': listOption(
    'id',
    {
      help: 'All rules of the profile but these.',
      default: undefined,
      defaultText: 'none',
      places: SELECTING,
    },
    () => choice(ruleIds),
  ),
  files: listOption(
    'glob',
    {
      help: 'Globs of the files to look at in a folder or a change. A `!` in front takes files out again.',
      default: DEFAULT_FILES,
      places: JUDGING,
    },
    glob,
  ),
  scope: choiceOption(SCOPES, {
    help:
      'What to comment on: `introduced` (what the change introduces), `touched` (also existing findings of the containers ' +
      'whose security settings, command, mounts or image it changes, unless a program opened it), or `all` (in the changed files).',
    default: 'introduced',
    places: ['review', 'action', 'app', 'file'],
  }),
  automation: listOption(
    'name',
    {
      help:
        'Accounts and branches of programs that open pull requests, besides those that Podseal knows; names or globs. ' +
        'With a `!` in front they count as those of people.',
      default: undefined,
      defaultText: 'none',
      places: ['review', 'action', 'app', 'file'],
    },
    glob,
  ),
  'foreign-exemptions': listOption(
    'tool',
    {
      help:
        'Other tools whose annotations count as exemptions: `kube-linter`, `kube-score`, `polaris`, `checkov`. ' +
        'They exempt what the other tool would have found as well.',
      default: undefined,
      defaultText: 'none',
      places: JUDGING,
    },
    () => choice(FOREIGN_TOOLS),
  ),
  'fail-on': choiceOption(FAIL_ON, {
    help:
      'Findings of this severity or worse make the command exit with 1, or the check and the job fail: `error`, ' +
      '`warning` or `never`. In a change only new findings count.',
    default: 'error',
    places: ['check', 'review', 'action', 'app', 'file'],
  }),
  'scratch-size': textOption(
    'quantity',
    {
      help: 'The size limit of the `emptyDir` volumes that fixes add, a quantity of Kubernetes such as `500Mi`.',
      default: DEFAULT_SIZE_LIMIT,
      places: FIXING,
    },
    () => textLike(SIZE, 'a quantity of Kubernetes, such as 500Mi or 2Gi'),
  ),
  'scratch-medium': choiceOption(['disk', 'memory'], {
    help:
      'Where these volumes are kept, `disk` or `memory`. What is in memory counts against the memory limit of the ' +
      'containers that use it.',
    default: 'disk',
    places: FIXING,
  }),
  'request-changes': flagOption({
    help: 'Ask for changes in the review when the check fails. The review is dismissed when what it asked for is done.',
    places: ['action', 'app', 'file'],
  }),
  'extends-from': listOption(
    'repository=folder',
    {
      help: 'Where a checkout of a repository is that the configuration extends, such as `acme/.github=../dot-github`.',
      default: undefined,
      places: ['check', 'fix', 'try', 'review', 'baseline'],
    },
    () =>
      textLike(
        /^[\w.-]+\/[\w.-]+=.+$/,
        'a repository and a folder, such as acme/.github=../dot-github',
      ),
  ),
  drafts: choiceOption(['review', 'skip'], {
    help: 'What to do with drafts, `review` or `skip`. With `skip` a workflow has to run on `ready_for_review`, too.',
    default: 'review',
    places: ON_GITHUB,
  }),
  render: choiceOption(['charts', 'none'], {
    help: 'What to render: `charts`, the Helm charts and kustomizations that a change reaches, or `none`, to judge their files as they are.',
    default: 'charts',
    places: ON_GITHUB,
  }),
  'check-name': textOption('name', {
    help: 'The name of the check.',
    default: 'Podseal',
    places: ON_GITHUB,
  }),
  registry: flagOption({
    help:
      'Ask the registries of the images what they say of themselves: as which user they start, which volumes they ' +
      'declare. The manifests decide which images are asked for.',
    places: REGISTRY,
  }),
  'registry-layers': choiceOption(['unknown', 'none'], {
    help:
      'Of which images to read the layers as well: `unknown`, those of which nobody knows where they write, ' +
      'or `none`.',
    default: 'unknown',
    places: REGISTRY,
  }),
  'registry-allow': listOption('host', {
    help: 'Registries that may have a private address, such as `registry.corp:5000`.',
    default: undefined,
    places: REGISTRY,
  }),
  'registry-mirror': listOption(
    'name=url',
    {
      help: 'Where to ask instead, such as `docker.io=https://mirror.corp`.',
      default: undefined,
      places: REGISTRY,
    },
    () =>
      textLike(/^[^=]+=.+$/, 'a registry and its mirror, such as docker.io=https://mirror.corp'),
  ),
  'pull-charts': flagOption({
    help:
      'Pull the charts that releases install and that are not in the repository, and render them. ' +
      'The releases decide what is asked for. In the configuration, it counts for reviews.',
    places: ['check', 'fix', 'review', 'file'],
  }),
  'registry-cache': textOption('folder', {
    help: 'A folder that keeps what registries said for later runs.',
    default: undefined,
    places: REGISTRY,
  }),
};

export type Values = ValuesOf<typeof OPTIONS>;
export type Given = GivenOf<typeof OPTIONS>;
